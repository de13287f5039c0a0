/** What the Dockerfile and compose.yaml say, read strictly: an instruction or a key that is not understood is refused. */
import { parse } from 'yaml';
import * as z from 'zod';
import { Plain } from './say.mjs';

const known = ['FROM', 'WORKDIR', 'ENV', 'COPY', 'RUN', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD'];

/** The stages of a Dockerfile: name, base image, and the instructions in order. */
export function readDockerfile(text) {
  const stages = [];
  for (const line of text.replace(/\\\n/g, ' ').split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const [, name, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (!known.includes(name)) throw new Plain(`Dockerfile: "${line}" is not understood. Known: ${known.join(', ')}.`);
    if (name === 'FROM') {
      const [, image, as] = /^(\S+)(?: AS (\S+))?$/.exec(rest) ?? [];
      stages.push({ name: as ?? String(stages.length), image, steps: [] });
    } else if (stages.length === 0) throw new Plain('Dockerfile: the first instruction must be FROM.');
    else stages.at(-1).steps.push({ name, rest });
  }
  const last = (name) => stages.at(-1)?.steps.findLast((step) => step.name === name)?.rest ?? null;
  const user = last('USER');
  if (stages.length < 2) throw new Plain('Dockerfile: the image must be made in several stages, so that what builds it is not in it.');
  if (user === null || user === 'root' || user === '0') throw new Plain('Dockerfile: the last stage must run as a user other than root.');
  if (!last('HEALTHCHECK')?.includes('/api/health')) throw new Plain('Dockerfile: the last stage must check /api/health.');
  return { stages, user, command: JSON.parse(last('CMD') ?? '[]') };
}

/** `A=1 B=2` of an ENV as pairs. */
export const readEnv = (rest) => Object.fromEntries(rest.split(/\s+/).map((pair) => pair.split(/=(.*)/s).slice(0, 2)));

const service = z.strictObject({
  image: z.string(),
  build: z.string().optional(),
  user: z.string().refine((user) => !/^(root|0)(:|$)/.test(user), 'must not be root'),
  init: z.boolean().optional(),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  tmpfs: z.array(z.string()).min(1),
  env_file: z.string().regex(/^deploy\/[a-z]+\.env$/),
  command: z.array(z.string()).min(1).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  healthcheck: z.union([z.strictObject({ disable: z.literal(true) }), z.strictObject({ test: z.array(z.string()).min(2), interval: z.string(), timeout: z.string(), retries: z.number() })]).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.enum(['service_healthy', 'service_completed_successfully']) })).optional(),
  restart: z.enum(['no', 'unless-stopped']),
});
const compose = z.strictObject({ 'x-hardened': z.unknown(), services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) });

/** compose.yaml as an object. Refuses a service that is not hardened, waits for one that is not there, or for the health of one that checks none. */
export function readCompose(text) {
  const read = compose.safeParse(parse(text, { merge: true }));
  if (!read.success) throw new Plain(`compose.yaml: ${z.prettifyError(read.error)}`);
  const { services, volumes } = read.data;
  for (const [name, { depends_on: needs = {}, volumes: mounts = [] }] of Object.entries(services)) {
    for (const [needed, { condition }] of Object.entries(needs)) {
      if (!services[needed]) throw new Plain(`compose.yaml: ${name} waits for ${needed}, which is not there.`);
      if (condition === 'service_healthy' && !services[needed].healthcheck?.test) throw new Plain(`compose.yaml: ${name} waits for the health of ${needed}, which checks none.`);
      if (condition === 'service_completed_successfully' && services[needed].restart !== 'no') throw new Plain(`compose.yaml: ${name} waits for the end of ${needed}, which is started again and again.`);
    }
    for (const mount of mounts) if (!/^[./]/.test(mount) && !(mount.split(':')[0] in volumes)) throw new Plain(`compose.yaml: ${name} mounts ${mount.split(':')[0]}, which is not there.`);
  }
  return read.data;
}
