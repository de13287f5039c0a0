import type { ReactNode } from 'react';
import type { NavigationGroup } from './navigation';
import { RoomLinks } from './room-links';
import { ThemeSwitch } from './theme';
import { TopBar } from './top-bar';

export interface ShellProps {
  readonly groups: readonly NavigationGroup[];
  /** Key of the current room; without it the address decides. */
  readonly current?: string;
  readonly user: { readonly name: string; readonly role: string } | null;
  /** The portfolio whose rooms the rail leads to: usually a `PortfolioSwitch`. */
  readonly portfolio?: ReactNode;
  /** A form that changes persona in a sample workspace. */
  readonly persona?: ReactNode;
  readonly signOut?: ReactNode;
  /** The visible way into the search: it stands in the rail and on the bar of a narrow screen. */
  readonly search?: ReactNode;
  /** Usually a `Notice`. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every signed-in room: rail on the left, menu on top where it is narrow, the page in the middle. */
export function Shell({ groups, current, user, portfolio, persona, signOut, search, notice, children }: ShellProps) {
  const foot = (
    <>
      <ThemeSwitch />
      {user ? (
        <span>
          {user.name}, {user.role}
        </span>
      ) : null}
      {persona}
      {signOut}
    </>
  );
  return (
    <>
      <a className="skip" href="#room">
        Skip to the page
      </a>
      <TopBar groups={groups} current={current} portfolio={portfolio} search={search} foot={foot} />
      <div className="desk">
        <nav className="rail" aria-label="Rooms">
          <div>
            <div className="wordmark">Mainsheet</div>
            {portfolio}
          </div>
          {search}
          <RoomLinks groups={groups} current={current} />
          <div className="rail-foot">{foot}</div>
        </nav>
        <main className="room" id="room" tabIndex={-1}>
          {notice}
          {children}
        </main>
      </div>
    </>
  );
}
