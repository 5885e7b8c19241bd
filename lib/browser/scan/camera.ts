/** Why the camera could not be opened. Each problem has its own message and remedy. */
export type CameraProblem = 'camera.refused' | 'camera.none' | 'camera.busy' | 'camera.insecure' | 'camera.failed';

export type Camera = { stream: MediaStream; deviceId: string; hasTorch: boolean };

/**
 * Reloads the page if its document may not use the camera. Only the scan screen's document may (Permissions Policy),
 * and client-side navigation keeps the policy of the first document. Returns whether it reloads; a document loaded at
 * this address that still may not use the camera is not reloaded.
 */
function reloadForCamera(): boolean {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } };
  if (featurePolicy === undefined || featurePolicy.allowsFeature('camera')) return false;
  const [loaded] = performance.getEntriesByType('navigation');
  if (loaded === undefined || new URL(loaded.name).pathname === window.location.pathname) return false;
  window.location.reload();
  return true;
}

/** Opens the camera `deviceId`, or by default the rear camera. */
export async function openCamera(deviceId: string | null): Promise<Camera | { problem: CameraProblem }> {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (mediaDevices === undefined) return { problem: window.isSecureContext ? 'camera.none' : 'camera.insecure' };
  // The page is about to reload: no result is needed.
  if (reloadForCamera()) return new Promise(() => undefined);
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
  const video =
    deviceId === null ? { facingMode: { ideal: 'environment' }, ...size } : { deviceId: { exact: deviceId }, ...size };
  try {
    const stream = await mediaDevices.getUserMedia({ video, audio: false });
    const [track] = stream.getVideoTracks();
    const capabilities = track?.getCapabilities?.() as { torch?: boolean } | undefined;
    return { stream, deviceId: track?.getSettings().deviceId ?? '', hasTorch: capabilities?.torch === true };
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

/** Turns the torch on or off. Resolves with `false` if the device refused. */
export async function setTorch({ stream }: Camera, on: boolean): Promise<boolean> {
  try {
    await stream.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
    return true;
  } catch {
    return false;
  }
}

/** Lists the cameras of this device. Browsers leave `label` empty until permission is granted. */
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
