/* Answers the cases of ReLU.   usage: relu DIR/ReLU/CASE/NUMBERS..., made by: tests/exchange write DIR ReLU */
#include <stdio.h>

static char header[1024], name[4096];
static double x[100000], g[100000];

static size_t load(const char* folder, const char* file, double* numbers) {
  snprintf(name, sizeof name, "%s/%s", folder, file);
  FILE* f = fopen(name, "rb");
  if (!f || fread(header, 1, 10, f) != 10) return perror(name), 0;
  size_t length = (unsigned char)header[8] + 256 * (unsigned char)header[9]; /* of version 1.0, as written here */
  size_t count = fread(header + 10, 1, length, f) == length ? fread(numbers, sizeof *numbers, 100000, f) : 0;
  return fclose(f), count;
}
static void save(const char* folder, const char* file, const double* numbers, size_t count) { /* of the same shape */
  snprintf(name, sizeof name, "%s/%s", folder, file);
  FILE* f = fopen(name, "wb");
  if (!f) return perror(name);
  fwrite(header, 1, 10 + (unsigned char)header[8] + 256 * (unsigned char)header[9], f);
  fwrite(numbers, sizeof *numbers, count, f);
  fclose(f);
}
int main(int argc, char** argv) {
  for (int a = 1; a < argc; a++) {
    size_t count = load(argv[a], "input.npy", x);
    load(argv[a], "grad_output.npy", g);
    for (size_t i = 0; i < count; i++) g[i] = x[i] > 0 ? g[i] : 0, x[i] = x[i] > 0 ? x[i] : 0;
    save(argv[a], "output.npy", x, count);
    save(argv[a], "grad_input.npy", g, count);
  }
}
