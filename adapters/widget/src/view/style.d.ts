// build.mjs turns a style sheet into a text.
declare module "*.css" {
  const text: string;
  export default text;
}
