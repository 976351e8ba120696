import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { auditScores } from '../../src/accuracy/audit.ts'
import { records, scores } from '../../src/db/schema.ts'
import { testWorld } from '../world.ts'
import { randomHistory } from './history.ts'

const { db, deps } = testWorld()

const kinds = [
  'log',
  'log on a claim',
  'restate',
  'resolve',
  'dispute',
  'settle',
  'reopen',
  'correct topics',
  'correct a prediction',
  'merge claims',
  'merge pundits',
]

describe('the audit of scores', () => {
  const done = new Set<string>()

  test.each([1, 2])('finds nothing after a random history (%i)', async seed => {
    const history = randomHistory(
      deps,
      seed,
      ['Ada', 'Bob', 'Cyd', 'Dee', 'Eve'].map(name => `${name} ${seed}`),
    )
    for (let day = 0; day < 24; day++) {
      await history.day(12)
      if (day % 8 === 7) await history.mergePundits()
      if (day % 8 === 3) expect((await auditScores(db)).difference).toBeUndefined()
      history.pause()
    }
    for (const kind of history.done.keys()) done.add(kind)
    const audit = await auditScores(db)
    expect(audit).toMatchObject({ scores: await db.$count(scores), records: await db.$count(records) })
    expect(audit.difference).toBeUndefined()
  })

  test('was put to everything that can happen', () => {
    expect([...done].sort()).toEqual(kinds.toSorted())
  })
})

describe('the audit of scores that were tampered with', () => {
  beforeAll(async () => {
    expect(await db.$count(scores)).toBeGreaterThan(20)
    await db.execute(sql`create table right_scores as table scores`)
    await db.execute(sql`create table right_records as table records`)
  })
  afterEach(async () => {
    await db.execute(sql`truncate scores, records`)
    await db.execute(sql`insert into scores table right_scores`)
    await db.execute(sql`insert into records table right_records`)
    expect((await auditScores(db)).difference).toBeUndefined()
  })

  test.each([
    [
      'a score changed',
      sql`update scores set brier = brier + 1e-15 where prediction_id = (select min(prediction_id::text)::uuid from scores where brier < 0.5)`,
      /^the score of prediction [\w-]+, by [\w-]+ differs: brier is [\d.e-]+ and should be [\d.e-]+$/,
    ],
    [
      'a score counted that is not',
      sql`update scores set counted = not counted`,
      /^the score of prediction [\w-]+, by [\w-]+ differs: counted is (true|false) and should be (true|false)$/,
    ],
    [
      'a score missing',
      sql`delete from scores where prediction_id = (select max(prediction_id::text)::uuid from scores)`,
      /^the score of prediction [\w-]+, by [\w-]+ is missing$/,
    ],
    [
      'a score too many',
      sql`insert into scores select p.id, p.claim_id, p.pundit_id, 1, 0, 0, true from predictions p where not exists (select from scores where prediction_id = p.id) limit 1`,
      /^the score of prediction [\w-]+, by [\w-]+ is kept, and should not be$/,
    ],
    [
      'a record changed',
      sql`update records set record = replace(record::text, '"strictN":', '"strictN":1')::json where topic = 'rain'`,
      /^the record of [\w-]+ on rain differs: record\.\w+\.\w+\.0\.strictN is \d+ and should be \d+$/,
    ],
    [
      'the skills of a record changed',
      sql`update records set skills = jsonb_set(skills::jsonb, '{withPossibilities,value,clusters}', '99')::json where topic = ''`,
      /^the record of [\w-]+ in all differs: skills\.withPossibilities\.value\.clusters is 99 and should be \d+$/,
    ],
    [
      'a record missing',
      sql`delete from records where topic = '' and pundit_id = (select max(pundit_id::text)::uuid from records)`,
      /^the record of [\w-]+ in all is missing$/,
    ],
    [
      'a record too many',
      sql`insert into records select pundit_id, 'fog', record, skills, digest from records where topic = '' limit 1`,
      /^the record of [\w-]+ on fog is kept, and should not be$/,
    ],
  ])('names the first difference: %s', async (_, tamper, said) => {
    await db.execute(tamper)
    expect((await auditScores(db)).difference).toMatch(said)
  })

  test('sees rows whose members are in another order as the same', async () => {
    await db.execute(sql`update records set record = record::jsonb::json, skills = skills::jsonb::json`)
    expect((await auditScores(db)).difference).toBeUndefined()
  })
})
