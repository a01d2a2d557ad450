// Line drawings of 24 by 24, as paths.
export const icons = {
  chat: "M4 5h16v11H9l-5 4z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M5 12l14-7-5 14-3-6z",
  person: "M7 4l3 5-2 2a11 11 0 005 5l2-2 5 3c0 3-3 4-5 3A18 18 0 014 9c-1-2 0-5 3-5z",
  more: "M4 6h16M4 12h16M4 18h16",
  copy: "M9 9h10v10H9zM15 9V5H5v10h4",
  up: "M8 20H4v-9h4m0 9V11l4-7c2 0 3 2 2 4l-1 3h6l-2 9z",
  down: "M8 4H4v9h4m0-9v9l4 7c2 0 3-2 2-4l-1-3h6L17 4z",
};
