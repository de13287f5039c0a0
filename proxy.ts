import { NextResponse, type NextRequest } from 'next/server';

const isDevelopment = process.env.NODE_ENV === 'development';

/** Styles are written inline by charts; scripts never are. */
const policyFor = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Gives every page its security policy. No guard: who may do what is asked in every use case. */
export function proxy(request: NextRequest) {
  const policy = policyFor(btoa(crypto.randomUUID()));
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  return response;
}

/** Uploads go to `/api` and must not pass through here: a proxy cuts long bodies short. */
export const config = { matcher: '/((?!api/|_next/static/).*)' };
