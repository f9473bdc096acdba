import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../api/me.ts';
import { signOut } from '../../api/session.ts';
import { chosenTheme, chooseTheme, type Theme } from '../../words/theme.ts';
import { choose, language, words, type Language } from '../../words/words.ts';
import { ChoiceField } from '../fields/ChoiceField.tsx';

/** Who is signed in, how the screen looks and speaks, and the way out. */
export function UserMenu() {
  const me = useMe();
  const router = useRouter();
  const [theme, setTheme] = useState<Theme>(chosenTheme());
  if (me === undefined) return null;
  const leave = async (): Promise<void> => {
    const elsewhere = await signOut();
    if (elsewhere !== null) return location.assign(elsewhere);
    await router.navigate({ to: '/sign-in', search: {} });
  };
  return (
    <details className="user-menu">
      <summary>{me.name}</summary>
      <div className="user-menu-box">
        <p>
          {me.name} · {words.codes.role[me.role]}
          <br />
          {me.fund.name} ({me.fund.code})
        </p>
        <ChoiceField<Language>
          label={words.frame.language}
          value={language}
          onChange={choose}
          choices={[
            ['vi', 'Tiếng Việt'],
            ['en', 'English'],
          ]}
        />
        <ChoiceField<Theme>
          label={words.frame.theme}
          value={theme}
          onChange={(chosen) => {
            chooseTheme(chosen);
            setTheme(chosen);
          }}
          choices={[
            ['auto', words.frame.themes.auto],
            ['light', words.frame.themes.light],
            ['dark', words.frame.themes.dark],
          ]}
        />
        <p>
          <a href="/docs">{words.frame.apiReference}</a>
        </p>
        <button type="button" onClick={() => void leave()}>
          {words.signIn.out}
        </button>
      </div>
    </details>
  );
}
