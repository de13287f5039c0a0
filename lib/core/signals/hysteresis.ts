/**
 * A yes-or-no signal that does not flutter: the first reading counts by its sign (0 is +1); afterwards it turns to +1
 * only above `band`, to −1 only below `−band`, and is otherwise what it was.
 *
 * Shape: one state per reading; 0 where the reading is NaN (no state yet), and a NaN in between keeps the state.
 */
export function withHysteresis(readings: ArrayLike<number>, band: number): Int8Array {
  const states = new Int8Array(readings.length);
  let state = 0;
  for (let k = 0; k < readings.length; k += 1) {
    const reading = readings[k];
    if (!Number.isNaN(reading)) {
      if (state === 0) state = reading >= 0 ? 1 : -1;
      else if (reading > band) state = 1;
      else if (reading < -band) state = -1;
    }
    states[k] = state;
  }
  return states;
}
