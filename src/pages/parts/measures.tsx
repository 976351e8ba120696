import type { Child } from 'hono/jsx'
import { fewestToRank } from '../../accuracy/rank.ts'
import { fewestResampled } from '../../scoring/cluster-bootstrap.ts'
import { logClamp } from '../../scoring/log-score.ts'
import { half } from './numbers.ts'

interface Props {
  id: string
  title: string
  formula?: Child
  source?: string
  limits?: Child
  children: Child
}

/** One figure: what it says, how it is worked out, who made it, and what it cannot tell. */
function Measure({ id, title, formula, source, limits, children }: Props) {
  return (
    <section id={id}>
      <h3>{title}</h3>
      <p>{children}</p>
      {formula && <p class="formula">{formula}</p>}
      {limits && <p>{limits}</p>}
      {source && <p class="byline">Source: {source}.</p>}
    </section>
  )
}

/** Every figure of the scores of single predictions and of many together. */
export function Measures() {
  return (
    <>
      <h2 id="figures">The figures</h2>
      <Measure
        id="brier"
        title="Brier score"
        formula="(p − o)², and for a claim that came true in part s: s(1 − p)² + (1 − s)p²"
        source="G. W. Brier, Monthly Weather Review 78 (1950) 1–3, whose figures are twice these"
        limits="The best a partly true claim allows is s(1 − s), not 0. A mean Brier score depends on what was forecast: whoever forecasts what everybody knows scores well."
      >
        The square of how far the probability was from what happened: p is the probability given to the claim
        as worded, o is 1 if it happened and 0 if it did not. 0 is best and 1 worst; always saying {half}{' '}
        scores 0.25. Said 70 % of something that did not happen, it is 0.49.
      </Measure>
      <Measure
        id="log"
        title="Log score"
        formula={`−ln p if it happened, −ln(1 − p) if it did not; in part s: −s ln p − (1 − s) ln(1 − p)`}
        source="I. J. Good, Journal of the Royal Statistical Society B 14 (1952) 107–114; the limit is Reckon’s"
        limits={`Without a limit one “never” that happens would cost infinitely much. So p is held between ${logClamp} and ${1 - logClamp}, and no prediction costs more than 9.21.`}
      >
        Punishes being sure and wrong far more than the Brier score does. 0 is best; always saying {half}{' '}
        scores 0.693.
      </Measure>
      <Measure
        id="skill"
        title="Skill"
        formula="1 − (mean Brier score) / (mean Brier score of the yardstick)"
        source="A. H. Murphy, Monthly Weather Review 116 (1988) 2417–2424"
        limits="The base rate is known only afterwards, so it is a hard yardstick. Where everything or nothing came true it is perfect, and there is no skill against it to be shown."
      >
        The Brier score against a yardstick: 1 is perfect, 0 no better than the yardstick, below 0 is worse.
        The yardstick of pictures and ranks is always saying {half}; the other is always saying the base rate,
        which is how much of what this pundit forecast came true.
      </Measure>
      <Measure
        id="murphy"
        title="What the Brier score is made of"
        formula="miscalibration − discrimination + uncertainty"
        source="A. H. Murphy, Journal of Applied Meteorology 12 (1973) 595–600; D. B. Stephenson, C. A. S. Coelho, I. T. Jolliffe, Weather and Forecasting 23 (2008) 752–757"
        limits={
          <>
            This adds up only if no two different probabilities are thrown together. Over bins of ten per cent
            it does not: what varies within a bin is lost. So Reckon never splits the score by the bins of its
            pictures. And where each probability is used once or twice, both parts are large by mere chance;
            the figures shown are therefore those of <a href="#corp">the line</a>.
          </>
        }
      >
        A score has three parts: how far the words are from what they turn out to mean, how well they tell
        what will happen from what will not, and how hard the questions were.
      </Measure>
      <Measure
        id="bins"
        title="Ten bins and their intervals"
        formula="(k + z²/2 ± z √(k(n − k)/n + z²/4)) / (n + z²), for k of n, with z = 1.96"
        source="A. H. Murphy, R. L. Winkler, Applied Statistics 26 (1977) 41–47; E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209–212"
        limits="The intervals take all predictions of one claim for one observation (n counts claims), and are rather too wide for what came true in part. Where to cut is a choice: other bins, another picture."
      >
        Predictions are sorted by probability into 0 to under 10 %, 10 to under 20 %, and so on; the last bin
        takes 100 % as well. 20 % and 80 % stay apart. For each bin it says how many there are, what was said
        on average, how much came true, and the range the true rate may have.
      </Measure>
      <Measure
        id="corp"
        title="The line: what the words turned out to mean"
        formula="miscalibration = S − C, discrimination = R − C, uncertainty = R, with S the mean Brier score of what was said, C that of the line, R that of always saying the base rate"
        source="T. Dimitriadis, T. Gneiting, A. I. Jordan, Proceedings of the National Academy of Sciences 118 (2021) e2016191118 (“CORP”); M. Ayer and others, Annals of Mathematical Statistics 26 (1955) 641–647"
        limits="With few predictions the line jumps to 0 and 100 %: look at the band before the line."
      >
        The line of the diagram is the one nearest to what happened among all that never fall: more likely
        said may not come true less often. It needs no bins, so nobody chose where to cut. Miscalibration is
        what would have been saved by saying what the line says; discrimination is what the line saves against
        always saying the base rate.
      </Measure>
      <Measure
        id="band"
        title="The band: what chance alone could do"
        source="as for the line, supporting information; 95 %, at most 500 draws, always the same ones"
        limits="Of many probabilities a line may leave it at some by chance: so the sentence above the diagram goes by the whole, by whether miscalibration is more than that of 95 in 100 such drawings. Of more than 400 predictions there are fewer drawings, down to 50."
      >
        As many claims as there are are drawn again and again from those that were forecast, whatever was said
        comes true as often as it says, all of one claim together, and the line is found anew. At each
        probability 95 of 100 such lines lie in the band. A line that leaves it speaks against words that mean
        what they say; one that stays within it proves nothing either way.
      </Measure>
      <Measure
        id="intervals"
        title="Intervals of the mean scores and of skill"
        formula="m − s·t(0.975) to m − s·t(0.025), with m the mean, s its standard error, and t = (m* − m) / √((k s*² + s²/4) / (k + 1/4)) of k claims drawn again"
        source="B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993) §12.5; A. C. Cameron, J. B. Gelbach, D. L. Miller, Review of Economics and Statistics 90 (2008) 414–427"
        limits={`Of fewer than ${fewestResampled} claims there is none, and neither where all scored the same: a spread that was not seen is not a spread of nothing. Of a few more it is wide, and rightly; and none knows of the great error that has not happened yet. The quarter of s² is Reckon’s: it steadies draws that happen to repeat one score. By simulation intervals of ten claims and more hold the truth 95 to 96 times in a hundred, of five about 90 times, and those of log scores some times fewer: where sure words dominate, one in five can miss. Skill against the base rate and the parts of the score have no interval: their yardstick comes from the same few outcomes.`}
      >
        In 95 of 100 such cases the interval holds the true mean. Claims are drawn again, whole, with whatever
        belongs to them, 500 times and always the same ones (a bootstrap-t over clusters). Of more than 1,000
        claims it is the normal interval, m ± 1.96 s.
      </Measure>
      <Measure
        id="rank"
        title="Rank"
        formula="(1 − B)·own skill + B·mean skill, with B the larger the less the own skill rests on"
        source="C. N. Morris, Journal of the American Statistical Association 78 (1983) 47–55; B. Efron, C. Morris, Scientific American 236 (1977) 119–127"
        limits="The rank depends on who else is ranked. Neighbours whose lines overlap could well change places: the rank is an order to read in, not a verdict."
      >
        Somebody with a dozen predictions is more likely than others to top or to trail a list by luck. So
        each skill is drawn towards that of all who are ranked, the closer the fewer it rests on, each claim
        counting once; how far a skill may be off is judged by the spread of all together, as ten safe hits
        are not certainty. Ranks go by the low end of the interval around it: it takes both skill and enough
        predictions. A pundit with fewer than {fewestToRank} independent predictions scored is listed as too
        few to rank.
      </Measure>
      <Measure
        id="sharpness"
        title="Sharpness"
        formula="the mean of p(1 − p)"
        source="T. Gneiting, F. Balabdaoui, A. E. Raftery, Journal of the Royal Statistical Society B 69 (2007) 243–268"
        limits="Sharp is good only where the words mean what they say."
      >
        How far from sure the words are, whatever came of them: 0 is always 0 or 100 %, 0.25 always {half}. It
        is the Brier score to be expected of words that mean what they say; that a score differs from it may
        be chance.
      </Measure>
      <Measure
        id="effective"
        title="Independent predictions"
        source="L. Kish, Survey Sampling (1965), each group taken for one observation"
        limits="Claims about one war or one election are kin even where they are not the same; no figure here knows of that."
      >
        Several predictions of one claim, and a forecast said again for another day, are one: repeating a
        claim moves nobody in the ranks and adds nothing to what is known.
      </Measure>
    </>
  )
}

/** How the same predictions can be read otherwise, and what no reading can tell. */
export function Readings() {
  return (
    <>
      <h2 id="readings">Other readings</h2>
      <Measure id="low-high" title="What words could mean at least and at most">
        A word has a range on its scale. The scores are worked out with every word at the low end of its
        range, and again with every word at the high end. Numbers that were stated stay as they are, and every
        figure says how many of each it rests on.
      </Measure>
      <Measure id="strict" title="Deadlines read strictly">
        By the strict reading of each deadline, what came true after it did not happen in time, and what was
        said after it is no forecast. Where nobody said on which day it happened, it counts as in time: to
        leave that out would keep every failure and drop successes.
      </Measure>
      <Measure id="other-scales" title="Other scales">
        All words are read through one scale, where it lists them; the others stay as they were read.
      </Measure>
      <Measure id="possibilities" title="Bare possibilities">
        “Could”, “may” and “might” alone claim little, and are left out of the scores. They can be counted in,
        as what their scale says.
      </Measure>
      <Measure id="as-of" title="As it was known on a day">
        Everything as the ledger knew it at the end of that day (UTC): what was settled later is open, and
        what was overturned later still stands. Only who is whom is as it is known now.
      </Measure>
      <Measure id="holds" title="Whether a rank holds">
        A rank is worked out under each of the readings. It holds if it is the same under all of them; where
        it does not, it says between which ranks it lies.
      </Measure>
      <h2 id="coverage">What the figures rest on</h2>
      <p>
        Beside every score stands how many predictions were logged and what became of the others: still open,
        due and settled by nobody, disputed, or void and why. A score of the settled part alone could be a
        choice of what to settle. It also says how many deadlines had to be assigned, and how long after they
        were said the predictions were logged: whoever logs late may know how it went.
      </p>
      <h2 id="limits">What the figures cannot tell</h2>
      <ul class="limits">
        <li>Whether the next prediction will come true. They say how the earlier ones went.</li>
        <li>
          Whether a pundit is worth listening to. Explaining, warning and asking the right questions are not
          scored; a warning that was heeded counts as something that did not happen.
        </li>
        <li>
          How it will look in the end. What happens can be settled at once; what does not, only when its
          deadline has passed. As long as much is open, a record made of what has settled early looks better
          than it is: compare how much was settled before its deadline.
        </li>
        <li>
          How hard the questions were. Only what two pundits both forecast{' '}
          <a href="/compare">compares them fairly</a>.
        </li>
        <li>
          What a pundit said that nobody logged. Predictions that stuck in memory are logged more often.
        </li>
        <li>
          What the words meant to the speaker. Scales say what such words mean to readers, and some only what
          Reckon takes them to mean.
        </li>
        <li>
          Who is better, by intervals that overlap: the difference may well be chance. And with many pundits
          on a list, a few intervals miss the truth by chance: 5 in 100 are meant to.
        </li>
      </ul>
    </>
  )
}
