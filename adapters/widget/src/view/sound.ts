// One short, quiet tone.
export function beep(): void {
  try {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    volume.gain.value = 0.05;
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(0.12);
    tone.onended = () => void context.close();
  } catch {
    // A browser without sound.
  }
}
