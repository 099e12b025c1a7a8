// The login server's two pages.
const escape = (text) => String(text ?? '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (title, content) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · FirstRead</title>
    <link rel="stylesheet" href="/style.css">
  </head>
  <body>
    <main>
      <h1>First<span>Read</span></h1>
      ${content}
      <p class="note">Demonstration login. Research use only, not for diagnosis.</p>
    </main>
  </body>
</html>`;

export const loginPage = ({ username, failed }) => page('Log in', `<form method="post">
        ${failed ? '<p class="error" role="alert">User name or password is wrong.</p>' : ''}
        <label>User name <input name="username" type="text" autocomplete="username" required autofocus value="${escape(username)}"></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
        <button type="submit">Log in</button>
      </form>`);

// The form itself is the provider's, with its protection against forged requests.
export const logoutPage = (form) => page('Log out', `${form}
      <p>Log out of FirstRead on this device?</p>
      <button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>Log out</button>`);

export const stylesheet = `
:root { color-scheme: dark; font: 16px/1.5 system-ui, sans-serif; background: #0b0f14; color: #dfe7ef; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { width: min(22rem, 90vw); padding: 2rem; border: 1px solid #223042; border-radius: 1rem; background: #111822; }
h1 { margin: 0 0 1.5rem; font-weight: 600; letter-spacing: -0.02em; }
h1 span { color: #4cc2ff; }
form { display: grid; gap: 1rem; }
label { display: grid; gap: .25rem; font-size: .875rem; color: #9fb0c3; }
input { font: inherit; color: inherit; padding: .6rem .75rem; background: #0b0f14; border: 1px solid #2c3d52; border-radius: .5rem; }
input:focus, button:focus { outline: 2px solid #4cc2ff; outline-offset: 1px; }
button { font: inherit; font-weight: 600; padding: .7rem; width: 100%; border: 0; border-radius: .5rem; background: #4cc2ff; color: #04121c; cursor: pointer; }
.error { margin: 0; color: #ff8d8d; }
.note { margin: 1.5rem 0 0; font-size: .75rem; color: #71839a; }
`;
