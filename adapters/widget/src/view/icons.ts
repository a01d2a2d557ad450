// Line drawings of 24 by 24, as paths.
export const icons = {
  chat: "M4 5h16v11H9l-5 4z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 20V4M5 11l7-7 7 7",
  person: "M12 4a4 4 0 010 8 4 4 0 010-8M4 20c1-7 15-7 16 0",
  more: "M4 6h16M4 12h16M4 18h16",
  copy: "M9 9h10v10H9zM15 9V5H5v10h4",
  thumb: "M8 20H4v-9h4m0 9V11l4-7c2 0 3 2 2 4l-1 3h6l-2 9z",
};
