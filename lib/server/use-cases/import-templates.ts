import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { appendJournal } from '../db/journal-store';
import { listTemplates, removeTemplate, saveTemplate, type ImportTemplate } from '../db/template-store';
import { hashOf } from '../hash';
import { IMPORT_LIMITS } from '../imports/limits';
import { plainText } from './inputs';
import { defineUseCase } from './use-case';

const columnSchema = z.strictObject({ name: z.string().max(IMPORT_LIMITS.maxNameLength), role: z.string().max(40).nullable() });

/** What a person corrected of how a file is read, as the import room writes it. */
const mappingSchema = z.strictObject({
  columns: z.array(columnSchema).min(1, 'has no column').max(IMPORT_LIMITS.maxColumns),
  decimal: z.enum(['.', ',']).optional(),
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  headerLine: z.number().int().min(1).max(1_000).optional(),
});

/** What tells one header from another: the names of its columns in their order. */
const fingerprint = (columns: readonly { readonly name: string }[]): string => hashOf(columns.map(({ name }) => name.trim().toLowerCase()));

/** The templates of the desk, by kind and name. */
export const listImportTemplates = defineUseCase({
  name: 'list-import-templates',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor }): Promise<Result<readonly ImportTemplate[]>> => ok(await listTemplates(db, actor.workspaceId)),
});

/** Keeps how a file was read for the next one with the same header. A template of that name is replaced. */
export const saveImportTemplate = defineUseCase({
  name: 'save-import-template',
  permission: 'import-data',
  input: z.strictObject({
    kind: z.enum(['prices', 'returns', 'observations', 'holdings', 'weights', 'transactions']),
    name: plainText.trim().min(1, 'needs a name').max(100),
    mapping: mappingSchema,
  }),
  run: async ({ db, actor, clock }, { kind, name, mapping }): Promise<Result<{ readonly id: string }>> =>
    db.$transaction(async (tx) => {
      const { workspaceId, userId } = actor;
      const id = await saveTemplate(tx, { workspaceId, kind, name, mapping, headerHash: fingerprint(mapping.columns), createdBy: userId });
      await appendJournal(tx, workspaceId, { at: clock.now(), actor: userId, kind: 'template.saved', subject: 'workspace', subjectId: workspaceId, body: { template: id, kind, name, mapping } });
      return ok({ id });
    }),
});

/** Forgets a template; what was imported with it stays. */
export const removeImportTemplate = defineUseCase({
  name: 'remove-import-template',
  permission: 'import-data',
  input: z.strictObject({ template: z.uuid() }),
  run: async ({ db, actor, clock }, { template }): Promise<Result<{ readonly name: string }>> =>
    db.$transaction(async (tx) => {
      const { workspaceId, userId } = actor;
      const removed = await removeTemplate(tx, workspaceId, template);
      if (!removed) return refuse('not-found', 'There is no such template at this desk.');
      await appendJournal(tx, workspaceId, { at: clock.now(), actor: userId, kind: 'template.removed', subject: 'workspace', subjectId: workspaceId, body: { template, kind: removed.kind, name: removed.name } });
      return ok({ name: removed.name });
    }),
});
