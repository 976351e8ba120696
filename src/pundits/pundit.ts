import { z } from 'zod'
import { line, nameOf, slug, text } from '../fields.ts'

export const punditKinds = ['person', 'organisation', 'collective'] as const
export type PunditKind = (typeof punditKinds)[number]

const name = nameOf(120)

/** A pundit as a prediction names it: found by name, alias or Wikidata id, added when new. */
export const NamePundit = z
  .strictObject({
    name: name.meta({ example: 'Scott Bessent' }),
    kind: z
      .enum(punditKinds)
      .optional()
      .meta({ description: 'Needed for a pundit who is new to the ledger.' }),
    role: line(120)
      .optional()
      .meta({ description: 'The role held when it was said.', example: 'US Treasury Secretary' }),
    wikidataId: z
      .string()
      .regex(/^Q[1-9][0-9]{0,14}$/, 'must be a Wikidata id, like Q22686')
      .optional(),
    aliases: z.array(name).max(20, 'must hold at most 20 names').optional(),
  })
  .meta({ id: 'NamePundit' })
export type NamePundit = z.infer<typeof NamePundit>

export const PunditAdded = z.object({
  slug: z.string(),
  name: z.string(),
  kind: z.enum(punditKinds),
  wikidataId: z.string().optional(),
  aliases: z.array(z.string()),
})
export type PunditAdded = z.infer<typeof PunditAdded>

/** More names, or the Wikidata id, by which a pundit already in the ledger is known. */
export const PunditIdentified = z.object({ names: z.array(z.string()), wikidataId: z.string().optional() })
export type PunditIdentified = z.infer<typeof PunditIdentified>

export const MergePundit = z
  .strictObject({
    slug: slug.meta({
      description: 'The pundit who is the same as this one: everything of theirs moves here.',
    }),
    reason: text(1000).meta({ description: 'Why. It stays in the ledger.' }),
  })
  .meta({ id: 'MergePundit' })
export type MergePundit = z.infer<typeof MergePundit>

export const PunditMerged = z.object({ mergedId: z.string(), reason: z.string() })
export type PunditMerged = z.infer<typeof PunditMerged>
