import type { Metadata } from 'next';
import { TextLink } from '@/components/ui/button';
import { openContext } from '@/lib/server/auth/request';
import { readAccessLink } from '@/lib/server/use-cases/access-links';
import { AcceptForm } from './_components/accept-form';
import { NewPasswordForm } from './_components/new-password-form';

export const metadata: Metadata = { title: 'Set up' };

export default async function SetUpPage({ searchParams }: { readonly searchParams: Promise<{ readonly token?: string }> }) {
  const { token = '' } = await searchParams;
  const { db, clock } = openContext();
  const link = await readAccessLink(db, clock, token);
  if (!link.ok) {
    return (
      <>
        <h1>This link does not work</h1>
        <p className="lede">{link.error.message}</p>
        <p className="note">
          <TextLink href="/sign-in">Sign in</TextLink>
        </p>
      </>
    );
  }
  const { workspaceName, email } = link.value;
  if (link.value.purpose === 'reset') {
    return (
      <>
        <h1>Choose a new password</h1>
        <p className="lede">For {email}. You are signed out everywhere and sign in with it afterwards.</p>
        <NewPasswordForm token={token} email={email ?? ''} />
      </>
    );
  }
  return (
    <>
      <h1>{workspaceName === null ? 'Set up your desk' : `Join ${workspaceName}`}</h1>
      <p className="lede">{workspaceName === null ? 'You become its administrator: you set the policy and invite the others.' : 'Choose a password; you sign in with it afterwards.'}</p>
      <AcceptForm token={token} email={email} makesDesk={workspaceName === null} />
    </>
  );
}
