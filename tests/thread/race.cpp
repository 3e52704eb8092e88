// Whether the thread sanitizer sees what OpenMP's threads do to each other: a sum that they race for, which it must
// find, and one that they wait for each other with, which it must not.   usage: race planted|none
#include <cstdio>
#include <string>

int main(int argc, char** argv) {
  const bool planted = argc == 2 && std::string(argv[1]) == "planted";
  int sum = 0;
  if (planted) {
#pragma omp parallel for num_threads(4)
    for (int i = 0; i < 100'000; ++i) sum += i % 2;
  } else {
#pragma omp parallel for num_threads(4) reduction(+ : sum)
    for (int i = 0; i < 100'000; ++i) sum += i % 2;
  }
  std::printf("%d\n", sum);
}
