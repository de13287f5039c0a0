import Link from 'next/link';
import type { ReactNode } from 'react';
import { bpFigure } from '@/lib/format/points';
import { MISSING } from '@/lib/format/number';
import { pct, position } from '../charts/scale';
import { AxisLabels } from './mix-marks';
import { groupSum, hasEffect, waterfall, type StepBar, type Waterfall, type WaterfallGroup, type WaterfallStep } from './waterfall-geometry';
import { Label } from '../ui/term';

export interface WaterfallAsset {
  readonly id: string;
  readonly name: string;
  /** Short enough for a column header: "US eq.". */
  readonly short: string;
  readonly strategic: number;
  readonly target: number;
  /** The address that selects this class: `?class=us-equity`. */
  readonly href: string;
  /** No class but all of them together: it stands apart. */
  readonly isTotal?: boolean;
}

export interface WaterfallTableProps {
  readonly assets: readonly WaterfallAsset[];
  readonly selectedId: string;
  readonly groups: readonly WaterfallGroup[];
  /** `matrix` shows every class beside the picture, `single` the selected one alone. */
  readonly variant?: 'matrix' | 'single';
}

const HEIGHT = 28;
const BAR = 14;
const TOP = (HEIGHT - BAR) / 2;
/** A group's row is higher where its detail stands below its name: its lines reach as far beyond their picture, and none is broken. */
const BEYOND = 4;

const effect = (weight: number | null): string => (weight === null ? MISSING : hasEffect(weight) ? bpFigure(weight, { sign: 'always' }) : '·');

/**
 * What moved the target? The selected class as a waterfall from its strategic weight to its target, beside every
 * step of every class in basis points. Solid takes away, hollow adds; limits, pace and the no-trade band are steps too.
 */
export function WaterfallTable({ assets, selectedId, groups, variant = 'matrix' }: WaterfallTableProps) {
  const selected = Math.max(0, assets.findIndex((asset) => asset.id === selectedId));
  const picture = waterfall(assets[selected].strategic, assets[selected].target, groups, selected);
  const columns = { assets, selected, variant };
  return (
    <table className="waterfall" data-variant={variant}>
      <caption className="sr-only">Steps from the strategic weight to the dynamic target in basis points of the portfolio; drawn for {assets[selected].name}</caption>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <td className="picture">
            <AxisLabels axis={picture.axis} format={(value) => bpFigure(value)} endAnchor="end" />
          </td>
          <th scope="col" className="num one">
            bp
          </th>
          {variant === 'matrix' ? assets.map((asset, index) => <ClassHeader key={asset.id} asset={asset} selected={index === selected} />) : null}
        </tr>
      </thead>
      <tbody>
        <tr className="total">
          <th scope="row">Strategic weight</th>
          <Picture axis={picture}>
            <rect x={pct(position(picture.axis, 0))} y={TOP} width={pct(picture.start - position(picture.axis, 0))} height={BAR} fill="var(--strategic)" />
            <Connector at={picture.start} from={HEIGHT / 2} to={HEIGHT} />
          </Picture>
          <Figures {...columns} figures={assets.map((asset) => bpFigure(asset.strategic))} />
        </tr>
        {groups.map((group) => (
          <GroupRows key={group.key} group={group} picture={picture} columns={columns} />
        ))}
        <tr className="final">
          <th scope="row">Dynamic target</th>
          <Picture axis={picture}>
            <rect x={pct(position(picture.axis, 0))} y={TOP} width={pct(Math.max(0, picture.end - position(picture.axis, 0)))} height={BAR} fill="var(--accent)" />
            <Connector at={picture.end} from={0} to={TOP} />
          </Picture>
          <Figures {...columns} figures={assets.map((asset) => bpFigure(asset.target))} />
        </tr>
      </tbody>
    </table>
  );
}

interface Columns {
  readonly assets: readonly WaterfallAsset[];
  readonly selected: number;
  readonly variant: 'matrix' | 'single';
}

const cellClass = ({ isTotal = false }: WaterfallAsset, selected: boolean): string => `num each${selected ? ' chosen' : ''}${isTotal ? ' whole-mix' : ''}`;

function ClassHeader({ asset, selected }: { readonly asset: WaterfallAsset; readonly selected: boolean }) {
  return (
    <th scope="col" className={cellClass(asset, selected)}>
      <Link href={asset.href} scroll={false} title={asset.name} aria-current={selected ? 'true' : undefined}>
        {asset.short}
      </Link>
    </th>
  );
}

function GroupRows({ group, picture, columns }: { readonly group: WaterfallGroup; readonly picture: Waterfall; readonly columns: Columns }) {
  return (
    <>
      <tr className="group">
        <th scope="row">
          <Label>{group.label}</Label>
          {group.detail ? <span className="aside">{group.detail}</span> : null}
        </th>
        <Picture axis={picture} beyond={BEYOND}>
          <Connector at={picture.opens.get(group.key) ?? picture.start} from={-BEYOND} to={HEIGHT + BEYOND} />
        </Picture>
        <Figures {...columns} figures={columns.assets.map((_, asset) => effect(groupSum(group, asset)))} />
      </tr>
      {group.steps.map((step) => (
        <StepRow key={step.key} step={step} picture={picture} columns={columns} />
      ))}
    </>
  );
}

function StepRow({ step, picture, columns }: { readonly step: WaterfallStep; readonly picture: Waterfall; readonly columns: Columns }) {
  const bar = picture.bars.get(step.key);
  return (
    <tr className="step">
      <th scope="row">
        {step.href ? (
          <Link className="link" href={step.href}>
            {step.label}
          </Link>
        ) : (
          <Label>{step.label}</Label>
        )}
      </th>
      <Picture axis={picture}>{bar ? <Bar bar={bar} /> : null}</Picture>
      <Figures {...columns} figures={step.byAsset.map(effect)} />
    </tr>
  );
}

function Bar({ bar }: { readonly bar: StepBar }) {
  if (bar.kind === 'none') return <Connector at={bar.from} from={0} to={HEIGHT} />;
  const [x, width] = [pct(Math.min(bar.from, bar.to)), pct(Math.abs(bar.to - bar.from))];
  return (
    <>
      <Connector at={bar.from} from={0} to={TOP} />
      {bar.kind === 'takes' ? (
        <rect x={x} y={TOP} width={width} height={BAR} fill="var(--ink-2)" />
      ) : (
        <rect x={x} y={TOP + 0.75} width={width} height={BAR - 1.5} fill="var(--bg)" stroke="var(--ink-2)" strokeWidth="1.5" />
      )}
      <Connector at={bar.to} from={HEIGHT - TOP} to={HEIGHT} />
    </>
  );
}

function Connector({ at, from, to }: { readonly at: number; readonly from: number; readonly to: number }) {
  return <line x1={pct(at)} x2={pct(at)} y1={from} y2={to} stroke="var(--ink-3)" />;
}

function Picture({ axis: { axis }, beyond = 0, children }: { readonly axis: Waterfall; readonly beyond?: number; readonly children: ReactNode }) {
  return (
    <td className="picture">
      <svg width="100%" height={HEIGHT} aria-hidden="true">
        {axis.ticks.map((tick) => (
          <line key={tick} x1={pct(position(axis, tick))} x2={pct(position(axis, tick))} y1={-beyond} y2={HEIGHT + beyond} stroke={tick === 0 ? 'var(--line-2)' : 'var(--line)'} />
        ))}
        {children}
      </svg>
    </td>
  );
}

function Figures({ assets, selected, variant, figures }: Columns & { readonly figures: readonly string[] }) {
  return (
    <>
      <td className="num one">{figures[selected]}</td>
      {variant === 'matrix'
        ? assets.map((asset, index) => (
            <td key={asset.id} className={cellClass(asset, index === selected)}>
              {figures[index]}
            </td>
          ))
        : null}
    </>
  );
}
