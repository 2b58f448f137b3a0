#pragma once
#ifdef __SSE2__
#include <immintrin.h>
#include <stdint.h>

/// Bit n is the highest bit of byte n of 16.
static inline unsigned highest_bits(__m128i bytes) { return (unsigned)_mm_movemask_epi8(bytes); }

/// Whether the processor has what `lower_by_eight` needs.
static inline int lowers_by_eight(void) { return __builtin_cpu_supports("avx2"); }

/// Lowers each of `count` words to the least of `rows` others of its place; row r is at `others + starts[r]`. Eight at a time.
__attribute__((target("avx2")))
static inline void lower_by_eight(
    int32_t *words, intptr_t count, const int32_t *others, const int32_t *starts, intptr_t rows) {
  intptr_t place = 0;
  for (; place + 32 <= count; place += 32) {
    __m256i *block = (__m256i *)(words + place);
    __m256i a = _mm256_loadu_si256(block), b = _mm256_loadu_si256(block + 1);
    __m256i c = _mm256_loadu_si256(block + 2), d = _mm256_loadu_si256(block + 3);
    for (intptr_t row = 0; row < rows; row++) {
      const __m256i *other = (const __m256i *)(others + starts[row] + place);
      a = _mm256_min_epi32(a, _mm256_loadu_si256(other));
      b = _mm256_min_epi32(b, _mm256_loadu_si256(other + 1));
      c = _mm256_min_epi32(c, _mm256_loadu_si256(other + 2));
      d = _mm256_min_epi32(d, _mm256_loadu_si256(other + 3));
    }
    _mm256_storeu_si256(block, a);
    _mm256_storeu_si256(block + 1, b);
    _mm256_storeu_si256(block + 2, c);
    _mm256_storeu_si256(block + 3, d);
  }
  for (; place + 8 <= count; place += 8) {
    __m256i word = _mm256_loadu_si256((__m256i *)(words + place));
    for (intptr_t row = 0; row < rows; row++) {
      word = _mm256_min_epi32(word, _mm256_loadu_si256((const __m256i *)(others + starts[row] + place)));
    }
    _mm256_storeu_si256((__m256i *)(words + place), word);
  }
  for (; place < count; place++) {
    for (intptr_t row = 0; row < rows; row++) {
      if (others[starts[row] + place] < words[place]) words[place] = others[starts[row] + place];
    }
  }
}
#endif
