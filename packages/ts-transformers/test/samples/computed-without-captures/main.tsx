import { computed, pattern } from "commonfabric";
const BASE = 3;
export default pattern(() => ({ fixed: computed(() => BASE * 2), made: computed(() => [1, 2]) }));
