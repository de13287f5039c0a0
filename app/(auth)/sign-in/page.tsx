import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { isNoticeAddress } from '@/lib/format/notice-address';
import { openContext } from '@/lib/server/auth/request';
import { currentActor } from '@/lib/server/auth/session';
import { readPersonas } from '@/lib/server/use-cases/personas';
import { PersonaButtons, SignInForm } from './_components/sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { readonly searchParams: Promise<{ readonly back?: string | string[] }> }) {
  const { back: asked } = await searchParams;
  const back = isNoticeAddress(asked) ? asked : undefined;
  if (await currentActor()) redirect(back ?? '/');
  const personas = await readPersonas(openContext().db);
  return (
    <>
      <h1>Sign in</h1>
      {personas.length > 0 ? (
        <section className="section">
          <h2>Look around the sample desk</h2>
          <p className="lede">One click, no password; only on this machine. Proposals need two people: make one as the analyst, sign it as the approver.</p>
          <PersonaButtons personas={personas} back={back} />
        </section>
      ) : null}
      <section className="section">
        <h2>Your own desk</h2>
        <SignInForm back={back} />
        <p className="note">A new desk begins at the one-time link that the terminal printed when Mainsheet started. Further people are invited under Settings.</p>
      </section>
    </>
  );
}
