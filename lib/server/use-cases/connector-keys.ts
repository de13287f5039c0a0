import * as z from 'zod';
import { ok, refuse } from '../../core/base/result';
import { findConnector } from '../connectors/registry';
import { appendJournal } from '../db/journal-store';
import { putKey, removeKey } from '../db/source-store';
import { keyPlace, seal, sealingKey } from '../secret-box';
import { refuseSample, unknownConnector } from './sources';
import { defineUseCase } from './use-case';

const connectorSchema = z.string().min(1).max(40);

/** Stores the key of a source, sealed. From here on it leaves the store in a request to that source alone. */
export const saveConnectorKey = defineUseCase({
  name: 'save-connector-key',
  permission: 'manage-sources',
  input: z.strictObject({ connector: connectorSchema, key: z.string().trim().min(8, 'has 8 characters or more').max(500).regex(/^[\x21-\x7e]+$/, 'is one word of plain letters, digits and signs') }),
  run: async ({ db, actor, clock }, { connector: slug, key }) => {
    const refused = refuseSample(actor);
    if (refused) return refused;
    const connector = findConnector(slug);
    if (!connector) return unknownConnector(slug);
    if (connector.key === 'none') return refuse('no-key-needed', `${connector.name} takes no key.`);
    const sealing = sealingKey();
    if (!sealing) return refuse('no-secret', 'This machine has no MAINSHEET_SECRET_KEY to seal keys with; start the desk with `npm start`, which makes one.');
    await db.$transaction(async (tx) => {
      await putKey(tx, actor.workspaceId, { connector: slug, sealed: seal(sealing, key, keyPlace(actor.workspaceId, slug)), savedBy: actor.userId, savedAt: clock.now() });
      await appendJournal(tx, actor.workspaceId, { at: clock.now(), actor: actor.userId, kind: 'source.key-saved', subject: 'workspace', subjectId: actor.workspaceId, body: { source: connector.name } });
    });
    return ok({ connector: slug });
  },
});

/** Forgets the key of a source. */
export const removeConnectorKey = defineUseCase({
  name: 'remove-connector-key',
  permission: 'manage-sources',
  input: z.strictObject({ connector: connectorSchema }),
  run: async ({ db, actor, clock }, { connector: slug }) => {
    const connector = findConnector(slug);
    if (!connector) return unknownConnector(slug);
    const isRemoved = await db.$transaction(async (tx) => {
      if (!(await removeKey(tx, actor.workspaceId, slug))) return false;
      await appendJournal(tx, actor.workspaceId, { at: clock.now(), actor: actor.userId, kind: 'source.key-removed', subject: 'workspace', subjectId: actor.workspaceId, body: { source: connector.name } });
      return true;
    });
    return isRemoved ? ok({ connector: slug }) : refuse('not-found', `There is no key of ${connector.name} at this desk.`);
  },
});
