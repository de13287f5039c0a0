import * as z from 'zod';
import { cadenceSchema, rolesSchema } from '../params-schema';
import { VAA_ROLES } from './vaa-g4';

export const vaaG4ParamsSchema = z.strictObject({ roles: rolesSchema(VAA_ROLES), cadence: cadenceSchema });
