#pragma once
#ifdef __SSE2__
#include <immintrin.h>
#include <stdint.h>

/// Bit n is the highest bit of byte n of 16.
static inline unsigned highest_bits(__m128i bytes) { return (unsigned)_mm_movemask_epi8(bytes); }

/// Whether the processor has what `lower_by_eight` needs.
static inline int lowers_by_eight(void) { return __builtin_cpu_supports("avx2"); }

/// Lowers each of `count` words to the other of its place where that is less, eight at a time.
__attribute__((target("avx2")))
static inline void lower_by_eight(int32_t *words, const int32_t *others, intptr_t count) {
  intptr_t place = 0;
  for (; place + 8 <= count; place += 8) {
    __m256i word = _mm256_loadu_si256((const __m256i *)(words + place));
    __m256i other = _mm256_loadu_si256((const __m256i *)(others + place));
    _mm256_storeu_si256((__m256i *)(words + place), _mm256_min_epi32(word, other));
  }
  for (; place < count; place++) {
    if (others[place] < words[place]) words[place] = others[place];
  }
}
#endif
