import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { screenMetadata } from '@/app/screen-metadata';
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
  const { locale, screen: slug } = await params;
  const screen = screenOf({ locale, screen: slug });
  return isLocale(locale) && screen !== null ? screenMetadata(locale, screen) : {};
}

export default async function Page({ params }: Props) {
  const screen = screenOf(await params);
  if (screen === null) notFound();
  return <AppScreen screen={screen} />;
}
