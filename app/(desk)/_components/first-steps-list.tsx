import { LinkButton } from '@/components/ui/button';
import { StatusMark } from '@/components/ui/status-mark';
import { Section } from '@/components/ui/text';
import { STEP_MARK, type FirstStep } from '../first-steps';

/** From an empty desk to the first proposal: what is done, what comes next, and why. */
export function FirstStepsList({ steps }: { readonly steps: readonly FirstStep[] }) {
  return (
    <Section title="The way to the first proposal" sub="Four steps, in this order. Each is read off the desk itself.">
      <ol className="first-steps">
        {steps.map(({ title, state, why, action }, k) => (
          <li key={title} aria-current={state === 'next' ? 'step' : undefined}>
            <StatusMark tone={STEP_MARK[state].tone}>{STEP_MARK[state].word}</StatusMark>
            <div>
              <h3>
                {k + 1}. {title}
              </h3>
              <p className="lede">{why}</p>
              {action ? (
                <LinkButton kind="primary" href={action.href}>
                  {action.label}
                </LinkButton>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
