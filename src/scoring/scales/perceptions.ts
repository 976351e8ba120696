import type { Scale } from '../scale.ts'

/**
 * What 46 people answered when asked which probability they would give each phrase: value is the median,
 * low and high are the quartiles, computed from the survey's raw answers (linear interpolation).
 */
export const perceptions: Scale = {
  id: 'perceptions-1',
  title: 'Perceptions of Probability survey',
  about:
    'What 46 readers of a survey forum answered to “What probability would you assign to the phrase …?”. ' +
    'The value is the median answer; the range is the middle half of the answers, quartile to quartile.',
  source: 'zonination, Perceptions of Probability and Numbers (n = 46, Reddit /r/samplesize), probly.csv',
  url: 'https://github.com/zonination/perceptions',
  licence: 'MIT',
  terms: [
    { phrases: ['almost certainly'], value: 0.95, low: 0.9, high: 0.9775, basis: 'hedge' },
    { phrases: ['highly likely'], value: 0.9, low: 0.8425, high: 0.95, basis: 'hedge' },
    { phrases: ['very good chance'], value: 0.8, low: 0.75, high: 0.85, basis: 'hedge' },
    { phrases: ['probable'], value: 0.7, low: 0.65, high: 0.7875, basis: 'hedge' },
    { phrases: ['likely'], value: 0.7, low: 0.65, high: 0.75, basis: 'hedge' },
    { phrases: ['probably'], value: 0.75, low: 0.65, high: 0.8, basis: 'hedge' },
    { phrases: ['we believe'], value: 0.7, low: 0.6, high: 0.8, basis: 'hedge' },
    { phrases: ['better than even'], value: 0.6, low: 0.55, high: 0.6, basis: 'hedge' },
    { phrases: ['about even'], value: 0.5, low: 0.5, high: 0.5, basis: 'hedge' },
    { phrases: ['we doubt'], value: 0.25, low: 0.15, high: 0.33, basis: 'hedge' },
    { phrases: ['improbable'], value: 0.15, low: 0.07, high: 0.28, basis: 'hedge' },
    { phrases: ['unlikely'], value: 0.2, low: 0.1, high: 0.2875, basis: 'hedge' },
    { phrases: ['probably not'], value: 0.265, low: 0.2, high: 0.3875, basis: 'hedge' },
    { phrases: ['little chance'], value: 0.15, low: 0.1, high: 0.2, basis: 'hedge' },
    { phrases: ['almost no chance'], value: 0.02, low: 0.01, high: 0.05, basis: 'hedge' },
    { phrases: ['highly unlikely'], value: 0.05, low: 0.05, high: 0.1, basis: 'hedge' },
    { phrases: ['chances are slight'], value: 0.1, low: 0.1, high: 0.15, basis: 'hedge' },
  ],
}
