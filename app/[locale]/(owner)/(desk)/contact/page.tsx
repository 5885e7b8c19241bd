import type { Metadata } from 'next';
import { screenMetadata } from '@/app/screen-metadata';
import { ContactScreen } from '@/components/book/contact-screen';
import { isLocale, LOCALES } from '@/lib/i18n/locales';

export const dynamicParams = false;
export const generateStaticParams = () => LOCALES.map((locale) => ({ locale }));

export async function generateMetadata({ params }: { params: Promise<{ locale: string }> }): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? screenMetadata(locale, 'contact') : {};
}

export default function Page() {
  return <ContactScreen />;
}
