/** One class before and after, all figures formatted, and what each layer did to it in bp of the portfolio. */
export interface MemoLine {
  readonly id: string;
  readonly name: string;
  readonly current: string;
  readonly strategic: string;
  readonly target: string;
  readonly proposed: string;
  readonly shift: string;
  readonly amount: string;
  readonly dynamic: string;
  readonly tactical: string;
  readonly rules: string;
}

export interface MemoSignature {
  readonly role: string;
  /** Null where the line is still empty. */
  readonly name: string | null;
  readonly when: string | null;
}

/** Everything on the page, in the words and figures that stand there. */
export interface MemoView {
  readonly title: string;
  readonly ask: string;
  readonly finding: string;
  readonly status: string;
  readonly simulated: string | null;
  readonly facts: readonly { readonly label: string; readonly value: string; readonly detail: string }[];
  readonly currency: string;
  readonly lines: readonly MemoLine[];
  readonly total: MemoLine;
  readonly linesNote: string;
  readonly limits: readonly { readonly name: string; readonly measured: string; readonly limit: string; readonly word: string }[];
  readonly why: readonly string[];
  readonly evidence: string;
  readonly wrong: readonly string[];
  readonly wrongNote: string;
  readonly dissent: readonly string[];
  readonly trades: readonly { readonly id: string; readonly side: string; readonly instrument: string; readonly shares: string; readonly price: string; readonly amount: string }[];
  readonly tradesNote: string;
  readonly signatures: readonly MemoSignature[];
  readonly signaturesNote: string;
  readonly hashes: readonly { readonly label: string; readonly value: string }[];
  readonly footing: string;
}

const HEADS = ['current', 'strategic', 'target', 'proposed', 'shift', 'amount', 'dynamic', 'tactical', 'rules'] as const;

function Line({ line, isTotal = false }: { readonly line: MemoLine; readonly isTotal?: boolean }) {
  return (
    <tr className={isTotal ? 'total' : undefined}>
      <th scope="row">{line.name}</th>
      {HEADS.map((key) => (
        <td key={key} className="num" data-key={key}>
          {line[key]}
        </td>
      ))}
    </tr>
  );
}

function BeforeAndAfter({ view }: { readonly view: MemoView }) {
  return (
    <section>
      <h2>Before and after</h2>
      <div className="memo-scroll" role="region" aria-label="Before and after" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Asset class</th>
              <th scope="col" className="num">Current, %</th>
              <th scope="col" className="num">Strategic, %</th>
              <th scope="col" className="num">Dynamic target, %</th>
              <th scope="col" className="num">Proposed, %</th>
              <th scope="col" className="num">Shift, pp</th>
              <th scope="col" className="num">Amount, {view.currency}</th>
              <th scope="col" className="num">Dynamic layer, bp</th>
              <th scope="col" className="num">Tactical overlay, bp</th>
              <th scope="col" className="num">Rules, bp</th>
            </tr>
          </thead>
          <tbody>
            {view.lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </tbody>
          <tfoot>
            <Line line={view.total} isTotal />
          </tfoot>
        </table>
      </div>
      <p className="small">{view.linesNote}</p>
    </section>
  );
}

function Points({ title, points, note }: { readonly title: string; readonly points: readonly string[]; readonly note?: string }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {note ? <p className="small">{note}</p> : null}
    </section>
  );
}

function Limits({ limits }: Pick<MemoView, 'limits'>) {
  return (
    <section>
      <h2>Limits used</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Measured</th>
            <th scope="col" className="num">Limit</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {limits.map((limit) => (
            <tr key={limit.name}>
              <th scope="row">{limit.name}</th>
              <td>{limit.measured}</td>
              <td className="num">{limit.limit}</td>
              <td>{limit.word}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Trades({ trades, tradesNote }: Pick<MemoView, 'trades' | 'tradesNote'>) {
  return (
    <section>
      <h2>Trades</h2>
      {trades.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th scope="col">Instrument</th>
              <th scope="col">Side</th>
              <th scope="col" className="num">Shares</th>
              <th scope="col" className="num">Price</th>
              <th scope="col" className="num">Amount</th>
            </tr>
          </thead>
          <tbody>
            {trades.map((trade) => (
              <tr key={trade.id}>
                <th scope="row">{trade.instrument}</th>
                <td>{trade.side}</td>
                <td className="num">{trade.shares}</td>
                <td className="num">{trade.price}</td>
                <td className="num">{trade.amount}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <p className="small">{tradesNote}</p>
    </section>
  );
}

/** The committee's page: what is asked, on what it rests, what speaks against it, and who has signed. Prints on one sheet. */
export function Memo({ view }: { readonly view: MemoView }) {
  return (
    <article className="memo" data-dense={view.lines.length > 10 || undefined}>
      <header>
        <p className="memo-kind">
          Committee memo <span>{view.status}</span> {view.simulated ? <b>{view.simulated}</b> : null}
        </p>
        <h1>{view.title}</h1>
        <p className="memo-ask">{view.ask}</p>
        <p>{view.finding}</p>
      </header>
      <dl className="memo-facts">
        {view.facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>
              <b>{fact.value}</b> <span>{fact.detail}</span>
            </dd>
          </div>
        ))}
      </dl>
      <BeforeAndAfter view={view} />
      <div className="memo-columns">
        <div>
          <Points title="Why" points={view.why} />
          <section>
            <h2>Evidence</h2>
            <p>{view.evidence}</p>
          </section>
          <Points title="What would prove it wrong" points={view.wrong} note={view.wrongNote} />
        </div>
        <div>
          <Limits limits={view.limits} />
          <Trades trades={view.trades} tradesNote={view.tradesNote} />
          <Points title="Dissent" points={view.dissent} />
        </div>
      </div>
      <section className="memo-signatures">
        <h2>Signatures</h2>
        <ul>
          {view.signatures.map((one, k) => (
            <li key={`${k} ${one.name ?? ''}`} data-empty={one.name === null || undefined}>
              <b>{one.name ?? '\u00A0'}</b>
              <span>{one.role}</span>
              <span>{one.when ?? 'Name, date and time'}</span>
            </li>
          ))}
        </ul>
        <p className="small">{view.signaturesNote}</p>
      </section>
      <footer>
        <dl>
          {view.hashes.map((hash) => (
            <div key={hash.label}>
              <dt>{hash.label}</dt>
              <dd>{hash.value}</dd>
            </div>
          ))}
        </dl>
        <p>{view.footing}</p>
      </footer>
    </article>
  );
}
