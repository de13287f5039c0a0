/** The part of an import's answer that the room shows. */
export interface ImportReportView {
  readonly decision: 'accept' | 'accept-with-warnings' | 'reject';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly decimal: '.' | ',' | null;
  readonly dateOrder: string | null;
  readonly columns: readonly { readonly name: string; readonly role: string | null }[];
  readonly roles: readonly string[];
  readonly skipped: readonly { readonly line: number; readonly what: string; readonly text: string }[];
  readonly headerLine: number | null;
  readonly rows: number;
  readonly accepted: number;
  readonly records: number;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly series: readonly { readonly code: string; readonly rows: number; readonly first: string; readonly last: string; readonly frequency: string | null }[];
  readonly notes: readonly string[];
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  readonly rejectedRows: number;
  readonly rejectedNotListed: number;
  readonly warnings: readonly { readonly line?: number; readonly reason: string }[];
  readonly warningsNotListed: number;
  readonly preview: readonly Readonly<Record<string, unknown>>[];
}

export type ImportAnswer =
  | { readonly ok: true; readonly value: { readonly report: ImportReportView; readonly batchId: number | null; readonly stored: number; readonly alreadyImported: boolean } }
  | { readonly ok: false; readonly error: { readonly kind: string; readonly message: string; readonly details?: { readonly report?: ImportReportView } } };

const broken = (kind: string, message: string): ImportAnswer => ({ ok: false, error: { kind, message } });

/** How far it has come: the bytes are on their way, or being read at the desk. */
export interface Progress {
  readonly stage: 'sending' | 'reading';
  readonly fraction: number;
}

export interface Sending {
  readonly answer: Promise<ImportAnswer>;
  readonly cancel: () => void;
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';

function answerOf(request: XMLHttpRequest): ImportAnswer {
  try {
    const answer = JSON.parse(lastLine(request.responseText)) as ImportAnswer;
    if ('ok' in answer) return answer;
  } catch {
    // Falls through to the sentence below.
  }
  return broken('connection', `The server answered ${request.status} without a reason. Sending the file again is safe.`);
}

function readingOf(text: string, size: number): Progress {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const told = /"bytes":(\d+)\}$/.exec(lastLine(whole));
  return { stage: 'reading', fraction: told && size > 0 ? Number(told[1]) / size : 0 };
}

/**
 * Sends a file with what is stated about it, and says how far sending and then reading have come. The older request
 * object is used because it alone reports the progress of an upload. Cancelling makes the desk stop and roll back.
 */
export function sendFile(file: File, statement: Readonly<Record<string, unknown>>, onProgress: (progress: Progress) => void): Sending {
  const request = new XMLHttpRequest();
  const answer = new Promise<ImportAnswer>((resolve) => {
    request.open('POST', `/api/imports?statement=${encodeURIComponent(JSON.stringify({ ...statement, fileName: file.name }))}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept', 'application/x-ndjson');
    request.upload.onprogress = (event) => onProgress({ stage: 'sending', fraction: event.lengthComputable ? event.loaded / event.total : 0 });
    request.upload.onload = () => onProgress({ stage: 'reading', fraction: 0 });
    request.onprogress = () => onProgress(readingOf(request.responseText, file.size));
    request.onerror = () => resolve(broken('connection', 'The connection broke. If it broke before the answer, nothing was written; sending the file again is safe either way.'));
    request.onabort = () => resolve(broken('cancelled', 'Cancelled. The desk stops reading and takes back what it has written; sending the file again is safe.'));
    request.onload = () => resolve(answerOf(request));
    request.send(file);
  });
  return { answer, cancel: () => request.abort() };
}
