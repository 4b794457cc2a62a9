;; The inner loop of the exact scan: dot products of rows of signed bytes with one question.
;; scripts/assemble-kernel.mjs makes dot-rows.wasm of it; simd-kernel.ts loads that.
;; scalar-code-table.ts gives the same numbers without SIMD.

(module
  ;; The caller lays it out and grows it. Other threads may compute on it at the same time.
  (import "sitecite" "memory" (memory 1 65536 shared))

  ;; dots[i] = row slots[i] . question, for i from 0 to count - 1, modulo 2^32.
  ;; All but count and stride are addresses: of the question as signed 16-bit numbers, of row 0, of
  ;; count slots (uint32), of count results (int32). A row has `stride` bytes, a multiple of 16 above 0;
  ;; rows and question are filled up with zeros, which add nothing.
  (func (export "dotRows")
    (param $question i32) (param $rows i32) (param $stride i32)
    (param $slots i32) (param $count i32) (param $dots i32)
    (local $slotsEnd i32) (local $code i32) (local $rowEnd i32) (local $component i32)
    (local $low v128) (local $high v128)

    (local.set $slotsEnd
      (i32.add (local.get $slots) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $nextRow
        (br_if $done (i32.ge_u (local.get $slots) (local.get $slotsEnd)))
        (local.set $code
          (i32.add
            (local.get $rows)
            (i32.mul (i32.load (local.get $slots)) (local.get $stride))))
        (local.set $rowEnd (i32.add (local.get $code) (local.get $stride)))
        (local.set $component (local.get $question))
        (local.set $low (v128.const i32x4 0 0 0 0))
        (local.set $high (v128.const i32x4 0 0 0 0))

        ;; Sixteen components a round, in two sums that need not wait for each other. Loading bytes as
        ;; 16-bit numbers and adding products in pairs is one machine instruction each on x86-64; of
        ;; two bytes no pair of products overflows, not even of -128 with -128.
        (loop $nextComponents
          (local.set $low
            (i32x4.add
              (local.get $low)
              (i32x4.dot_i16x8_s
                (v128.load8x8_s (local.get $code))
                (v128.load (local.get $component)))))
          (local.set $high
            (i32x4.add
              (local.get $high)
              (i32x4.dot_i16x8_s
                (v128.load8x8_s offset=8 (local.get $code))
                (v128.load offset=16 (local.get $component)))))
          (local.set $component (i32.add (local.get $component) (i32.const 32)))
          (local.set $code (i32.add (local.get $code) (i32.const 16)))
          (br_if $nextComponents (i32.lt_u (local.get $code) (local.get $rowEnd))))

        ;; Lanes 2 and 3 onto lanes 0 and 1, then those two.
        (local.set $low (i32x4.add (local.get $low) (local.get $high)))
        (local.set $low
          (i32x4.add
            (local.get $low)
            (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
              (local.get $low) (local.get $low))))
        (i32.store
          (local.get $dots)
          (i32.add
            (i32x4.extract_lane 0 (local.get $low))
            (i32x4.extract_lane 1 (local.get $low))))

        (local.set $dots (i32.add (local.get $dots) (i32.const 4)))
        (local.set $slots (i32.add (local.get $slots) (i32.const 4)))
        (br $nextRow)))))
