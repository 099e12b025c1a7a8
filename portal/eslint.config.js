import tseslint from 'typescript-eslint';

const markup = 'Text reaches the page through JSX or textContent only: DICOM strings are hostile.';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/'] },
  ...tseslint.configs.strict,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: markup },
        { property: 'outerHTML', message: markup },
        { property: 'insertAdjacentHTML', message: markup },
        { object: 'document', property: 'write', message: markup },
        { property: 'localStorage', message: 'Nothing is kept in the browser.' },
      ],
      'no-restricted-globals': ['error', { name: 'localStorage', message: 'Nothing is kept in the browser.' }],
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: markup },
        { selector: "JSXAttribute[name.name='style']", message: 'Styles stand in style sheets.' },
      ],
    },
  },
  { files: ['mock/**'], rules: { 'no-console': 'off' } },
  // Tests look at markup and storage; they write neither.
  { files: ['test/**'], rules: { 'no-restricted-properties': 'off', 'no-restricted-globals': 'off', '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }] } },
);
