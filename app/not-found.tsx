import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function NotFound() {
  return (
    <main className="entrance" id="room">
      <EmptyState title="There is nothing at this address" action={<LinkButton href="/">Go to the book</LinkButton>}>
        It may belong to another desk, or never have been there.
      </EmptyState>
    </main>
  );
}
