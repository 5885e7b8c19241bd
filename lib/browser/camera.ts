/** Why no picture comes: each has its own words, and its own way out. */
export type CameraProblem = 'camera.refused' | 'camera.none' | 'camera.busy' | 'camera.insecure' | 'camera.failed';

export type Camera = { stream: MediaStream; deviceId: string; hasTorch: boolean };

/** Opens a camera, the one that looks away from the owner unless another is asked for. */
export async function openCamera(deviceId: string | null): Promise<Camera | { problem: CameraProblem }> {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (mediaDevices === undefined) return { problem: window.isSecureContext ? 'camera.none' : 'camera.insecure' };
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
