import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Role } from '../accounts/role.ts'
import type { AccuracyRecord, Skills } from '../accuracy/record.ts'
import type { DueBasis, EvidenceStance, Outcome, VoidReason } from '../claims/claim.ts'
import type { ProbabilityBasis, Stance } from '../predictions/prediction.ts'
import type { PunditKind } from '../pundits/pundit.ts'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/**
 * The ledger, insert-only (triggers in the migrations), but that the bytes of a redacted entry become none. Everything a
 * projection holds is read out of `bytes`. `position` says in which order entries were written, with gaps; an entry is
 * always written after those it rests on. It is not the entry's index in the tree.
 */
export const entries = pgTable(
  'entries',
  {
    position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    id: uuid('id').notNull().unique(),
    kind: text('kind').notNull(),
    subject: uuid('subject').notNull(),
    bytes: bytea('bytes').notNull(),
    leafHash: bytea('leaf_hash').notNull(),
  },
  table => [index('entries_subject').on(table.subject, table.position)],
)

/** The leaves of the tree: which entry is at which index, in the order of their positions. Insert-only. */
export const sequenced = pgTable('sequenced', {
  index: bigint('index', { mode: 'number' }).primaryKey(),
  position: bigint('position', { mode: 'number' }).notNull().unique(),
  entryId: uuid('entry_id').notNull().unique(),
  leafHash: bytea('leaf_hash').notNull(),
  /** The size of the first checkpoint that holds it. */
  checkpointSize: bigint('checkpoint_size', { mode: 'number' }).notNull(),
})

/** The hashes of the perfect subtrees of two leaves and more. Insert-only. */
export const treeNodes = pgTable(
  'tree_nodes',
  {
    level: smallint('level').notNull(),
    index: bigint('index', { mode: 'number' }).notNull(),
    hash: bytea('hash').notNull(),
  },
  table => [primaryKey({ columns: [table.level, table.index] })],
)

/** Every checkpoint that was ever signed, as it was sent. Insert-only. */
export const checkpoints = pgTable('checkpoints', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  note: text('note').notNull(),
})

/** What witnesses have signed, one line a witness and checkpoint. Insert-only. */
export const cosignatures = pgTable(
  'cosignatures',
  {
    size: bigint('size', { mode: 'number' })
      .notNull()
      .references(() => checkpoints.size),
    name: text('name').notNull(),
    keyId: text('key_id').notNull(),
    signature: bytea('signature').notNull(),
  },
  table => [primaryKey({ columns: [table.size, table.name, table.keyId] })],
)

/** The entries whose bytes were removed, and what is left of each. */
export const redactions = pgTable('redactions', {
  /** The entry that lost its bytes. */
  entryId: uuid('entry_id').primaryKey(),
  index: bigint('index', { mode: 'number' }).notNull().unique(),
  /** The entry without its words, in the form that its bytes had. */
  kept: bytea('kept').notNull(),
  reason: text('reason').notNull(),
  redactedAt: instant('redacted_at').notNull(),
  redactedBy: text('redacted_by').notNull(),
  /** The entry that says so. */
  redactionId: uuid('redaction_id').notNull(),
})

export const pundits = pgTable('pundits', {
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  kind: text('kind').$type<PunditKind>().notNull(),
  wikidataId: text('wikidata_id').unique(),
  /** Whom this pundit turned out to be: everything has moved there. */
  mergedInto: uuid('merged_into').references((): AnyPgColumn => pundits.id),
  addedAt: instant('added_at').notNull(),
  entryId: uuid('entry_id').notNull(),
})

/** Every name a pundit goes by, the chief one included, under the key that makes spellings meet. */
export const punditNames = pgTable(
  'pundit_names',
  {
    key: text('key').primaryKey(),
    punditId: uuid('pundit_id')
      .notNull()
      .references(() => pundits.id),
    name: text('name').notNull(),
  },
  table => [index('pundit_names_pundit').on(table.punditId)],
)

export const sources = pgTable('sources', {
  id: uuid('id').primaryKey(),
  /** What makes two submissions the same source: see sources/rules. */
  identity: text('identity').notNull().unique(),
  url: text('url'),
  title: text('title').notNull(),
  publisher: text('publisher'),
  author: text('author'),
  publishedOn: date('published_on'),
  archiveUrl: text('archive_url'),
  textHash: text('text_hash'),
  addedAt: instant('added_at').notNull(),
  entryId: uuid('entry_id').notNull(),
})

export const claims = pgTable(
  'claims',
  {
    id: uuid('id').primaryKey(),
    statement: text('statement').notNull(),
    criteria: text('criteria'),
    topics: text('topics').array().notNull(),
    condition: text('condition'),
    conditionClaimId: uuid('condition_claim_id').references((): AnyPgColumn => claims.id),
    dueBy: date('due_by').notNull(),
    dueByStrict: date('due_by_strict').notNull(),
    dueWording: text('due_wording'),
    dueBasis: text('due_basis').$type<DueBasis>().notNull(),
    openedAt: instant('opened_at').notNull(),
    openedBy: text('opened_by').notNull(),
    entryId: uuid('entry_id').notNull(),
    /** Which claim this one turned out to be: everything has moved there. */
    mergedInto: uuid('merged_into').references((): AnyPgColumn => claims.id),
    /** What stands: a resolution, the settlement of a dispute, or the voiding by its condition. */
    resolutionId: uuid('resolution_id'),
    resolvedBy: text('resolved_by'),
    /** Void because its condition failed. */
    byCondition: boolean('by_condition').notNull(),
    /** Until when anybody else may dispute what stands. */
    disputableUntil: instant('disputable_until'),
    disputeId: uuid('dispute_id'),
    disputedBy: text('disputed_by'),
    outcome: text('outcome').$type<Outcome>(),
    strictOutcome: text('strict_outcome').$type<Outcome>(),
    share: doublePrecision('share'),
    voidReason: text('void_reason').$type<VoidReason>(),
    occurredOn: date('occurred_on'),
    decidedOn: date('decided_on'),
    settledAt: instant('settled_at'),
    /** Whether there is evidence for or against it from the day it was first forecast on: somebody could say what happened. */
    decidable: boolean('decidable').notNull().default(false),
  },
  table => [
    index('claims_due').on(table.dueBy, table.id),
    index('claims_unsettled').on(table.dueBy, table.id).where(sql`outcome is null and merged_into is null`),
    index('claims_disputed').on(table.dueBy, table.id).where(sql`dispute_id is not null`),
    index('claims_decidable')
      .on(table.dueBy, table.id)
      .where(sql`decidable and outcome is null and merged_into is null`),
    index('claims_conditional')
      .on(table.dueBy, table.id)
      .where(sql`condition_claim_id is not null and outcome is null and merged_into is null`),
    index('claims_settled').on(table.settledAt).where(sql`settled_at is not null`),
    index('claims_by_topics')
      .on(table.topics, table.dueBy, table.outcome, table.disputeId)
      .where(sql`merged_into is null`),
    index('claims_topics').using('gin', table.topics),
    index('claims_search').using('gin', sql`to_tsvector('english', ${table.statement})`),
    index('claims_similar').using('gin', sql`${table.statement} gin_trgm_ops`),
    index('claims_condition').on(table.conditionClaimId),
    index('claims_merged').on(table.mergedInto),
  ],
)

export const predictions = pgTable(
  'predictions',
  {
    id: uuid('id').primaryKey(),
    claimId: uuid('claim_id')
      .notNull()
      .references(() => claims.id),
    punditId: uuid('pundit_id')
      .notNull()
      .references(() => pundits.id),
    role: text('role'),
    sourceId: uuid('source_id')
      .notNull()
      .references(() => sources.id),
    quoteExact: text('quote_exact').notNull(),
    quotePrefix: text('quote_prefix'),
    quoteSuffix: text('quote_suffix'),
    quoteKey: text('quote_key').notNull(),
    saidOn: date('said_on').notNull(),
    restatesId: uuid('restates_id').references((): AnyPgColumn => predictions.id),
    stance: text('stance').$type<Stance>().notNull(),
    probability: doublePrecision('probability').notNull(),
    low: doublePrecision('low').notNull(),
    high: doublePrecision('high').notNull(),
    basis: text('basis').$type<ProbabilityBasis>().notNull(),
    phrase: text('phrase'),
    scale: text('scale'),
    loggedAt: instant('logged_at').notNull(),
    loggedBy: text('logged_by').notNull(),
    entryId: uuid('entry_id').notNull(),
    /** What a search finds it by: the stems of its claim, its pundit's name and its quote. */
    words: tsvector('words').notNull().default(sql`''::tsvector`),
  },
  table => [
    uniqueIndex('predictions_quote').on(table.quoteKey, table.sourceId),
    index('predictions_claim').on(table.claimId, table.id),
    index('predictions_pundit').on(table.punditId, table.id),
    index('predictions_source').on(table.sourceId, table.saidOn, table.id),
    index('predictions_stance').on(table.stance, table.id),
    index('predictions_restates').on(table.restatesId),
    index('predictions_words').using('gin', table.words),
  ],
)

export const evidence = pgTable(
  'evidence',
  {
    id: uuid('id').primaryKey(),
    claimId: uuid('claim_id')
      .notNull()
      .references(() => claims.id),
    url: text('url').notNull(),
    title: text('title').notNull(),
    publisher: text('publisher'),
    publishedOn: date('published_on').notNull(),
    stance: text('stance').$type<EvidenceStance>().notNull(),
    excerpt: text('excerpt'),
    note: text('note'),
    filedAt: instant('filed_at').notNull(),
    filedBy: text('filed_by').notNull(),
    entryId: uuid('entry_id').notNull(),
  },
  table => [index('evidence_claim').on(table.claimId, table.publishedOn, table.id)],
)

/** One row a prediction whose claim has settled, void and disputed ones apart. `counted` rows make the pundit's figures. */
export const scores = pgTable(
  'scores',
  {
    predictionId: uuid('prediction_id')
      .primaryKey()
      .references(() => predictions.id),
    claimId: uuid('claim_id').notNull(),
    punditId: uuid('pundit_id').notNull(),
    share: doublePrecision('share').notNull(),
    brier: doublePrecision('brier').notNull(),
    log: doublePrecision('log').notNull(),
    counted: boolean('counted').notNull(),
  },
  table => [index('scores_claim').on(table.claimId), index('scores_pundit').on(table.punditId)],
)

/** What reproduces a pundit's figures, in all (the empty topic) and on each topic, and the skills that rank them. */
export const records = pgTable(
  'records',
  {
    punditId: uuid('pundit_id')
      .notNull()
      .references(() => pundits.id),
    topic: text('topic').notNull(),
    record: json('record').$type<AccuracyRecord>().notNull(),
    skills: json('skills').$type<Skills>().notNull(),
    /** Of the record, by which figures made from it are known again. */
    digest: text('digest').notNull(),
  },
  table => [primaryKey({ columns: [table.punditId, table.topic] }), index('records_topic').on(table.topic)],
)

/**
 * Names what stands of a pundit and their predictions: whatever is worked out of these holds as long as the name does. Not
 * read out of the ledger; each write that touches a pundit gives another name, and so does a rebuild.
 */
export const punditVersions = pgTable('pundit_versions', {
  punditId: uuid('pundit_id').primaryKey(),
  version: uuid('version').notNull(),
})

/** Answers kept for a day so that a POST sent twice under one Idempotency-Key is done once. No part of the ledger. */
export const idempotentAnswers = pgTable(
  'idempotent_answers',
  {
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    fingerprint: text('fingerprint').notNull(),
    status: integer('status'),
    location: text('location'),
    body: text('body'),
    at: instant('at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.actor, table.key] }),
    index('idempotent_answers_age').on(table.actor, table.at),
  ],
)

/*
 * Accounts. Not read out of the ledger, which names people by id only: a rebuild leaves them alone. The columns are
 * those that better-auth and its admin and API-key plugins want.
 */

export const people = pgTable('people', {
  /** The actor of this person's entries. */
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  role: text('role').$type<Role>().notNull().default('contributor'),
  banned: boolean('banned').notNull().default(false),
  banReason: text('ban_reason'),
  banExpires: instant('ban_expires'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})

const personId = (name: string) =>
  text(name)
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

export const apiKeys = pgTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    configId: text('config_id').notNull().default('default'),
    name: text('name'),
    start: text('start'),
    prefix: text('prefix'),
    /** SHA-256 of the key in base64url: the key itself is kept nowhere. */
    key: text('key').notNull().unique(),
    referenceId: personId('person_id'),
    refillInterval: integer('refill_interval'),
    refillAmount: integer('refill_amount'),
    lastRefillAt: instant('last_refill_at'),
    enabled: boolean('enabled').notNull().default(true),
    rateLimitEnabled: boolean('rate_limit_enabled').notNull().default(false),
    rateLimitTimeWindow: integer('rate_limit_time_window'),
    rateLimitMax: integer('rate_limit_max'),
    requestCount: integer('request_count').notNull().default(0),
    remaining: integer('remaining'),
    lastRequest: instant('last_request'),
    expiresAt: instant('expires_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    /** What the key may do: `{"reckon":["read","log"]}`. */
    permissions: text('permissions'),
    metadata: text('metadata'),
  },
  table => [index('api_keys_person').on(table.referenceId)],
)

export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: personId('person_id'),
    /** The key it was opened with, whose end is its own. */
    keyId: text('key_id').references(() => apiKeys.id, { onDelete: 'cascade' }),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    impersonatedBy: text('impersonated_by'),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  table => [index('sessions_person').on(table.userId)],
)

/** The ways a person can sign in: a password, or an account elsewhere. */
export const signInMethods = pgTable(
  'sign_in_methods',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: personId('person_id'),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  table => [
    index('sign_in_methods_person').on(table.userId),
    uniqueIndex('sign_in_methods_account').on(table.providerId, table.accountId),
  ],
)

/** What proves something once: the link to choose a password, the state of a sign-in elsewhere. */
export const verifications = pgTable(
  'verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  table => [index('verifications_identifier').on(table.identifier)],
)

/** Links that no mail carries, for want of settings: the owner passes them on. */
export const unsentLinks = pgTable('unsent_links', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  path: text('path').notNull(),
  expiresAt: instant('expires_at').notNull(),
})

/** Who has done how much within the minute that ends at `endsAt`. Unlogged: a crash may forget it. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text('key').notNull(),
    endsAt: instant('ends_at').notNull(),
    count: integer('count').notNull(),
  },
  table => [primaryKey({ columns: [table.key, table.endsAt] }), index('rate_limits_age').on(table.endsAt)],
)
