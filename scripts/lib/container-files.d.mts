export interface DockerfileFacts {
  readonly stages: readonly { readonly name: string; readonly image: string }[];
  readonly user: string;
  readonly command: readonly string[];
}

export function readDockerfile(text: string): DockerfileFacts;

export function readCompose(text: string): { readonly services: Readonly<Record<string, unknown>> };
