import { Table } from '@/components/ui/table';
import { Section } from '@/components/ui/text';
import { dateLong } from '@/lib/format/date';
import type { OwnToken } from '@/lib/server/use-cases/api-tokens';
import { RowDeed } from '../../_components/row-deed';
import { endToken } from '../actions';
import { momentLong } from '../view-model';
import { TokenForm } from './token-form';

export interface TokensSectionProps {
  readonly tokens: readonly OwnToken[];
  /** Whether the person may propose anywhere: a token can do no more than they. */
  readonly mayPropose: boolean;
}

/** One's own keys to the programming interface. */
export function TokensSection({ tokens, mayPropose }: TokensSectionProps) {
  return (
    <Section
      title="Your tokens"
      sub={
        <>
          A program with one reads this desk as you, and proposes if you let it. It never signs, books or manages. What can be asked is described at{' '}
          <a className="link" href="/api/v1/openapi.json">
            /api/v1/openapi.json
          </a>
          .
        </>
      }
    >
      {tokens.length > 0 ? (
        <Table caption="Your tokens" roomy>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">For</th>
              <th scope="col">Works until</th>
              <th scope="col">Last used</th>
              <th scope="col">End</th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <th scope="row">{token.name}</th>
                <td>{token.scopes.join(', ')}</td>
                <td>{dateLong(token.expiresAt.toISOString().slice(0, 10))}</td>
                <td>{token.lastUsedAt ? momentLong(token.lastUsedAt) : 'never'}</td>
                <td>
                  <RowDeed action={endToken} name="token" value={token.id} label="Revoke" says={`Revoke the token ${token.name}`} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      <TokenForm mayPropose={mayPropose} />
    </Section>
  );
}
