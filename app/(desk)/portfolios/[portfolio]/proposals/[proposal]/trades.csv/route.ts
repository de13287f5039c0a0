import { toCsv } from '@/components/charts/csv';
import { requestContext } from '@/lib/server/auth/request';
import { readProposal } from '@/lib/server/use-cases/read-proposals';

interface Params {
  readonly params: Promise<{ readonly portfolio: string; readonly proposal: string }>;
}

const HEADER = ['instrument', 'name', 'side', 'quantity', 'model_price', 'amount', 'cost', 'done', 'left', 'mean_price', 'slippage_bps'];

/** The trades of a proposal with what was done of them, for a broker or a spreadsheet. Every digit. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { portfolio, proposal: text } = await params;
  const context = await requestContext();
  if (!context) return new Response('You are signed out. Sign in and try again.', { status: 401 });
  const reading = await readProposal(context, { portfolio, number: Number(text) });
  if (!reading.ok) return new Response(reading.error.message, { status: 404 });
  const { proposal, execution } = reading.value;
  const rows = proposal.trades.map((trade, k) => {
    const { filled, remaining, averagePrice, slippageBps } = execution.trades[k];
    const quantity = Number(trade.quantity);
    return [trade.symbol, trade.name, quantity > 0 ? 'buy' : 'sell', Math.abs(quantity), Number(trade.price), Number(trade.amount), Number(trade.cost), Math.abs(filled), Math.abs(remaining), averagePrice, slippageBps];
  });
  const name = `${portfolio}-proposal-${proposal.number}-trades.csv`;
  return new Response(toCsv(HEADER, rows), { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'private, no-store' } });
}
