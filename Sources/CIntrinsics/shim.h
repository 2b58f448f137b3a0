#pragma once
#ifdef __SSE2__
#include <emmintrin.h>

/// Bit n is the highest bit of byte n of 16.
static inline unsigned highest_bits(__m128i bytes) { return (unsigned)_mm_movemask_epi8(bytes); }
#endif
