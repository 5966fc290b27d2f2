import type { LaunchOptions } from 'playwright/test';

/** WebGPU computed on the processor, which every machine has: a real adapter, without `shader-f16`. For `test.use`, in a file of its own. */
export async function softwareGpu(
  { launchOptions }: { readonly launchOptions: LaunchOptions },
  provide: (options: LaunchOptions) => Promise<void>,
): Promise<void> {
  const args = [...(launchOptions.args ?? []), '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
  await provide({ ...launchOptions, args });
}
