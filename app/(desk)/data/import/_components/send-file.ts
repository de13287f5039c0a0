/** The part of an import's answer that the room shows. */
export interface ImportReportView {
  readonly decision: 'accept' | 'accept-with-warnings' | 'reject';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly decimal: string | null;
  readonly rows: number;
  readonly records: number;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly notes: readonly string[];
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  readonly rejectedRows: number;
  readonly warnings: readonly { readonly line?: number; readonly reason: string }[];
  readonly preview: readonly Readonly<Record<string, unknown>>[];
}

export type ImportAnswer =
  | { readonly ok: true; readonly value: { readonly report: ImportReportView; readonly stored: number; readonly alreadyImported: boolean } }
  | { readonly ok: false; readonly error: { readonly kind: string; readonly message: string; readonly details?: { readonly report?: ImportReportView } } };

const broken = (message: string): ImportAnswer => ({ ok: false, error: { kind: 'connection', message } });

export interface Sending {
  readonly answer: Promise<ImportAnswer>;
  readonly cancel: () => void;
}

/**
 * Sends a file with what is stated about it and says how far the bytes have come. The older request object is used
 * because it alone reports the progress of an upload.
 */
export function sendFile(file: File, statement: Readonly<Record<string, unknown>>, onProgress: (fraction: number) => void): Sending {
  const request = new XMLHttpRequest();
  const answer = new Promise<ImportAnswer>((resolve) => {
    request.open('POST', `/api/imports?statement=${encodeURIComponent(JSON.stringify({ ...statement, fileName: file.name }))}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => resolve(broken('The connection broke. If it broke before the answer, nothing was written; sending the file again is safe either way.'));
    request.onabort = () => resolve(broken('Cancelled. If the file had arrived already it may have been imported: look at the data room.'));
    request.onload = () => {
      try {
        resolve(JSON.parse(request.responseText) as ImportAnswer);
      } catch {
        resolve(broken(`The server answered ${request.status} without a reason. Sending the file again is safe.`));
      }
    };
    request.send(file);
  });
  return { answer, cancel: () => request.abort() };
}
