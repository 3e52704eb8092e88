// CIFAR-10 whose first file is anything. A single record is continued with zeros to a whole file.
#include "experiments/data/readers.hpp"
#include "memory_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace backcheck;
  static fuzz::MemoryFile first("data_batch_1.bin"), second("data_batch_2.bin"), third("data_batch_3.bin"),
      fourth("data_batch_4.bin"), fifth("data_batch_5.bin"), test("test_batch.bin");
  first.set({bytes, size}, size == 3073 ? 30'730'000 : 0);
  try {
    experiments::read_cifar10(fuzz::folder());
    std::abort();  // the other files are empty
  } catch (const experiments::DataError&) {
  }
  return 0;
}
