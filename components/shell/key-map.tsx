'use client';

import { Button } from '../ui/button';
import { Dialog, DialogClose, type DialogProps } from '../ui/dialog';
import { keysShown, SHORTCUTS } from './shortcuts';

/** What do the keys do? */
export function KeyMap({ open, onOpenChange, finalFocus }: Pick<DialogProps, 'open' | 'onOpenChange' | 'finalFocus'>) {
  const mac = navigator.platform.startsWith('Mac');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} finalFocus={finalFocus} title="Keyboard" description="Keys one after another where there are two. They sleep while you type." actions={<DialogClose render={<Button>Close</Button>} />}>
      <table className="key-map">
        <caption className="sr-only">Shortcuts of the desk</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Keys</th>
            <th scope="col">What they do</th>
          </tr>
        </thead>
        <tbody>
          {SHORTCUTS.map(({ keys, says }) => (
            <tr key={keys.join(' ')}>
              <td>
                {keysShown(keys, mac).map((key, k) => (
                  <kbd key={k}>{key}</kbd>
                ))}
              </td>
              <th scope="row">{says}</th>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
