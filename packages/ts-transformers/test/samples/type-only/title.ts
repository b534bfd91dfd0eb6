interface Title { text: string }
export default Title;
