import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { screenMetadata, screenTitle } from '@/app/screen-metadata';
import { AppScreen } from '@/components/screens';
import { isLocale, LOCALES } from '@/lib/i18n/locales';
import { type AppScreen as AppScreenName, appScreenOf, appScreenSlugs } from '@/lib/i18n/screens';

type Params = { locale: string; screen: string };
type Props = { params: Promise<Params> };

export const dynamicParams = false;
export const generateStaticParams = (): Params[] =>
  LOCALES.flatMap((locale) => appScreenSlugs(locale).map((screen) => ({ locale, screen })));

const screenOf = ({ locale, screen }: Params): AppScreenName | null =>
  isLocale(locale) ? appScreenOf(locale, screen) : null;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const screen = screenOf(await params);
  return screen === null ? {} : screenMetadata(screen);
}

export default async function Page({ params }: Props) {
  const { locale, screen: slug } = await params;
  const screen = screenOf({ locale, screen: slug });
  if (screen === null || !isLocale(locale)) notFound();
  return (
    <>
      <title>{screenTitle(locale, screen)}</title>
      <AppScreen screen={screen} />
    </>
  );
}
