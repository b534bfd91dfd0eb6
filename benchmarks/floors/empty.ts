/** `empty`: what starting Deno costs. */
