/** Why no picture comes: each has its own words, and its own way out. */
export type CameraProblem = 'camera.refused' | 'camera.none' | 'camera.busy' | 'camera.insecure' | 'camera.failed';

export type Camera = { stream: MediaStream; deviceId: string; hasTorch: boolean };

/**
 * Has this screen's document loaded by its own address where the camera is not for the one that is there: only the screen
 * that reads codes may open it (Permissions Policy), and moving to it without loading keeps the policy of the first screen.
 * Says whether it did; a document that was loaded here and still may not is not loaded again.
 */
function reloadedForCamera(): boolean {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } };
  if (featurePolicy === undefined || featurePolicy.allowsFeature('camera')) return false;
  const [loaded] = performance.getEntriesByType('navigation');
  if (loaded === undefined || new URL(loaded.name).pathname === window.location.pathname) return false;
  window.location.reload();
  return true;
}

/** Opens a camera, the one that looks away from the owner unless another is asked for. */
export async function openCamera(deviceId: string | null): Promise<Camera | { problem: CameraProblem }> {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (mediaDevices === undefined) return { problem: window.isSecureContext ? 'camera.none' : 'camera.insecure' };
  // The page is on its way out: nothing is to be said on it.
  if (reloadedForCamera()) return new Promise(() => undefined);
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
  const video =
    deviceId === null ? { facingMode: { ideal: 'environment' }, ...size } : { deviceId: { exact: deviceId }, ...size };
  try {
    const stream = await mediaDevices.getUserMedia({ video, audio: false });
    const [track] = stream.getVideoTracks();
    const abilities = track?.getCapabilities?.() as { torch?: boolean } | undefined;
    return { stream, deviceId: track?.getSettings().deviceId ?? '', hasTorch: abilities?.torch === true };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function problemOf(error: unknown): CameraProblem {
  const { name = '' } = (error ?? {}) as { name?: string };
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'camera.refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'camera.none';
  return name === 'NotReadableError' || name === 'AbortError' ? 'camera.busy' : 'camera.failed';
}

export const closeCamera = ({ stream }: Pick<Camera, 'stream'>) => {
  for (const track of stream.getTracks()) track.stop();
};

/** Says whether the light did as it was told. */
export async function setTorch({ stream }: Camera, on: boolean): Promise<boolean> {
  try {
    await stream.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
    return true;
  } catch {
    return false;
  }
}

/** The cameras of this device, named once permission was given. */
export async function listCameras(): Promise<{ deviceId: string; label: string }[]> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices
      .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
      .map(({ deviceId, label }) => ({ deviceId, label }));
  } catch {
    return [];
  }
}
