// Starting the program again.
#pragma once

namespace backcheck::bench {

// With the same arguments, in the environment as it is now. Does not return; where the system refuses, the program ends
// with a sentence and status 2.
[[noreturn]] void restart_program();

}  // namespace backcheck::bench
