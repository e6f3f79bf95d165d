/**
 * The shapes the page works with: the public API's answers as they arrive, and the page's own state.
 *
 * @typedef {Record<string, string>} Labels text by language code
 *
 * @typedef {object} MetricDefinition
 * @property {string} id
 * @property {Labels} labels
 * @property {Labels} [description]
 * @property {string} owner
 * @property {string} unit
 * @property {string} kind
 * @property {number} decimals
 * @property {string[]} windows
 * @property {string[]} by
 * @property {string | null} [event]
 * @property {string | null} [where]
 * @property {string | null} [of]
 * @property {string | null} [formula]
 * @property {string | null} [numerator]
 * @property {string | null} [denominator]
 * @property {number} [quantile] of kind quantile
 * @property {string} [per] of kind quantile: the property whose values are summed up first
 * @property {Record<string, {metric: string, against: string}>} [earlier] names of the formula that stand for what a metric was
 *
 * @typedef {object} RuleDefinition
 * @property {string} id
 * @property {Labels} labels
 * @property {string} metric
 * @property {string} window
 * @property {{dimension: string, value: string} | null} segment
 * @property {string | null} each the dimension each of whose segments is watched
 * @property {string} trigger which kind of rule it is; of a threshold the same as its direction
 * @property {string} condition
 * @property {'above' | 'below' | 'beyond'} direction
 * @property {number} threshold
 * @property {{value: number, pace: 'linear' | 'previous'} | null} [target] of a rule that watches one
 * @property {number} clear
 * @property {number} forMillis
 * @property {number} keepFiringForMillis
 * @property {boolean} once
 * @property {boolean} provisional
 * @property {Record<string, string>} tags
 * @property {string[]} inhibits
 * @property {'info' | 'warning' | 'critical'} severity
 * @property {string} owner
 *
 * @typedef {object} Definition
 * @property {string} name
 * @property {string} version
 * @property {string} zone IANA zone; every date on the page is in it
 * @property {string} northStar
 * @property {string[]} windows
 * @property {string} defaultWindow
 * @property {{id: string, labels: Labels, bound: number, pair?: [string, string] | null}[]} dimensions
 * @property {MetricDefinition[]} metrics
 * @property {{parent: string, children: string[], formula: string}[]} components
 * @property {{driver: string, target: string, sign: string, lagMillis: number}[]} influences
 * @property {{metric: string, guards: string}[]} guardrails
 * @property {RuleDefinition[]} alerts
 * @property {string} text
 *
 * @typedef {object} Source
 * @property {string} source
 * @property {'live' | 'stale' | 'silent'} state
 * @property {string | null} newest
 * @property {string | null} watermark
 * @property {number} events
 * @property {number} late
 * @property {number} duplicates
 * @property {number} rejected
 *
 * @typedef {object} Trust
 * @property {number} sequence
 * @property {string} clock
 * @property {string | null} watermark
 * @property {number} late
 * @property {number} duplicates
 * @property {number} rejected
 * @property {string} definition
 * @property {number} error
 * @property {boolean} held
 * @property {string | null} since
 * @property {Source[]} sources
 *
 * @typedef {{value: number | null, from: string, to: string}} Previous
 *
 * @typedef {object} Node
 * @property {string} metric
 * @property {number | null} value
 * @property {Previous | null} previous
 * @property {number | null} residual
 * @property {'inactive' | 'pending' | 'firing' | 'recovering' | 'resolved' | 'no_data' | 'error'} state
 * @property {(number | null)[]} sparkline
 *
 * @typedef {{window: string, from: string, to: string, nodes: Node[], trust: Trust}} Tree
 *
 * @typedef {object} Segment
 * @property {string} segment
 * @property {Record<string, string>} [parts] of a pair
 * @property {{segments: number, reason: string | null}} [remainder] what is left beyond the top ones
 * @property {number | null} value
 * @property {Previous | null} previous
 *
 * @typedef {object} MetricReading
 * @property {string} metric
 * @property {string} window
 * @property {string} from
 * @property {string} to
 * @property {number | null} value
 * @property {Previous | null} previous
 * @property {string | null} by
 * @property {Record<string, string> | null} [where]
 * @property {boolean} [known]
 * @property {Segment[]} segments
 * @property {{event: string, where: string | null, reached: number, ofFirst: number | null, ofPrevious: number | null}[]} [steps] of a conversion
 * @property {string} [matureTo] of a conversion
 * @property {Trust} trust
 *
 * @typedef {object} Series
 * @property {string} metric
 * @property {string} window
 * @property {string} from
 * @property {string} to
 * @property {string} step
 * @property {string[]} times
 * @property {{segment: string, remainder?: Segment['remainder'], values: (number | null)[]}[]} lines
 *
 * @typedef {object} Cohorts the triangle behind a retention metric
 * @property {'day' | 'week' | 'month'} period
 * @property {number} after the column that the metric's value is made of
 * @property {{cohort: string, size: number, returned: number[], mature: number}[]} cohorts oldest first
 *
 * @typedef {'both' | 'appeared' | 'vanished' | 'neither'} Presence on which sides there was data
 *
 * @typedef {object} Contribution
 * @property {'metric' | 'earlier' | 'joint' | 'residual'} of
 * @property {string | null} name
 * @property {number | null} now
 * @property {number | null} before
 * @property {number | null} contribution
 * @property {Presence} presence
 *
 * @typedef {object} SegmentShift what a segment contributed
 * @property {string} segment
 * @property {Record<string, string>} [pair]
 * @property {number | null} now
 * @property {number | null} before
 * @property {number | null} contribution
 * @property {number | null} [mix]
 * @property {number | null} [rate]
 * @property {Presence} presence
 *
 * @typedef {{formula: string, methods: string[], contributions: Contribution[]}} Parts
 *
 * @typedef {object} Split
 * @property {string} by
 * @property {string} method
 * @property {SegmentShift[]} segments
 * @property {{segments: number, contribution: number | null}} rest
 * @property {{name: 'unsplit' | 'overlap', contribution: number | null}} remainder
 *
 * @typedef {object} Explanation why a metric changed
 * @property {string} metric
 * @property {number | null} now
 * @property {number | null} before
 * @property {number | null} change
 * @property {Presence} presence
 * @property {Parts | null} component
 * @property {Parts | null} inputs
 * @property {Split[]} dimensions
 * @property {Explanation[]} children
 *
 * @typedef {{window: string, from: string, to: string, previous: {from: string, to: string} | null, explanation: Explanation}} Explained
 *
 * @typedef {object} Annotation
 * @property {string} id
 * @property {string} time
 * @property {string | null} metric null for all
 * @property {string} text
 * @property {string} author
 *
 * @typedef {object} Alert
 * @property {number} number of the transition; unique
 * @property {string} rule
 * @property {{dimension: string, value: string} | null} segment
 * @property {string | null} episode
 * @property {string} from the state before
 * @property {'inactive' | 'pending' | 'firing' | 'recovering' | 'resolved' | 'no_data' | 'error'} state
 * @property {string} reason
 * @property {boolean} provisional
 * @property {{owner: string, comment?: string, time?: string} | null} acknowledgement
 * @property {string | null} silencedBy
 * @property {string | null} inhibitedBy
 * @property {number | null} value
 * @property {number} threshold
 * @property {number | null} low
 * @property {number | null} high
 * @property {string | null} since
 * @property {number} sequence
 * @property {{event: string | null, ingestion: string | null, decision: string | null, push?: string | null}} times
 *
 * @typedef {{alerts: Alert[], log: Alert[], trust?: Trust}} Alerts
 *
 * @typedef {'connecting' | 'replaying' | 'live' | 'stale' | 'reconnecting' | 'token'} Phase
 *
 * @typedef {object} Connection
 * @property {Phase} phase
 * @property {number} attempt failed attempts in a row
 * @property {number} retryAtMillis when the next attempt is due, by performance.now()
 * @property {{fraction: number | null, events: number | null} | null} replay
 *
 * @typedef {object} State
 * @property {Connection} connection
 * @property {boolean} offline this device says that it has no network
 * @property {boolean} slow something asked of the server has been unanswered for long
 * @property {number} clockOffMillis how far this device's clock is ahead of the server's, 0 when by no more than two minutes
 * @property {string} language
 * @property {Record<string, string>} words the catalogue of the language
 * @property {string} theme
 * @property {Definition | null} definition
 * @property {string} window
 * @property {string} against what the tree is compared with: previous, day, weekday or year
 * @property {import('./route.js').Route} route
 * @property {Tree | null} tree
 * @property {Alerts | null} alerts
 * @property {Record<string, MetricReading>} readings the newest of each topic that a view wants, by topicKey
 * @property {boolean} tokenRefused a token was given and the server did not take it
 * @property {Alert | null} notice the newest alert that arrived while the page was open
 * @property {'annotate' | 'help' | null} dialog which of the frame's dialogs is open
 */
export {};
