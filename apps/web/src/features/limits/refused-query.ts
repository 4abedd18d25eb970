import { limitCodes } from '../requests/request-filters.ts';

/** The refusals that the limits page lists. */
export const refusedQuery = { span: { lastHours: 168 }, errorCodes: [...limitCodes], limit: 10 };
