import type { Scale } from '../scale.ts'

/**
 * The terms of likelihood of Intelligence Community Directive 203. The directive gives ranges only; the
 * value is the middle of each.
 */
export const icd203: Scale = {
  id: 'icd-203-1',
  title: 'ICD 203 terms of likelihood (2015)',
  about:
    'The terms that United States intelligence analysts must use, with the range the directive gives each. ' +
    'The directive names no single figure: the value is the midpoint of the range, taken by Reckon.',
  source:
    'US Office of the Director of National Intelligence, Intelligence Community Directive 203, Analytic ' +
    'Standards (2015); table as copied at github.com/wesinator/ICD203-intel-analysis',
  url: 'https://github.com/wesinator/ICD203-intel-analysis',
  terms: [
    { phrases: ['almost no chance', 'remote'], value: 0.03, low: 0.01, high: 0.05, basis: 'hedge' },
    { phrases: ['very unlikely', 'highly improbable'], value: 0.125, low: 0.05, high: 0.2, basis: 'hedge' },
    {
      phrases: ['unlikely', 'improbable', 'improbably'],
      value: 0.325,
      low: 0.2,
      high: 0.45,
      basis: 'hedge',
    },
    {
      phrases: ['roughly even chance', 'roughly even odds'],
      value: 0.5,
      low: 0.45,
      high: 0.55,
      basis: 'hedge',
    },
    { phrases: ['likely', 'probable', 'probably'], value: 0.675, low: 0.55, high: 0.8, basis: 'hedge' },
    { phrases: ['very likely', 'highly probable'], value: 0.875, low: 0.8, high: 0.95, basis: 'hedge' },
    {
      phrases: ['almost certain', 'almost certainly', 'nearly certain'],
      value: 0.97,
      low: 0.95,
      high: 0.99,
      basis: 'hedge',
    },
  ],
}
