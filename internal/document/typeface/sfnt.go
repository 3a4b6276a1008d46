package typeface

import "encoding/binary"

type table struct {
	tag  string
	data []byte
}

// sfnt joins tables, in the order of their tags, to a font file (OpenType,
// "Organization of an OpenType Font").
func sfnt(tables []table) []byte {
	head := []byte{0, 1, 0, 0}
	for _, n := range search(len(tables)) {
		head = binary.BigEndian.AppendUint16(head, uint16(n))
	}
	at := 12 + 16*len(tables)
	var body []byte
	for _, t := range tables {
		head = append(head, t.tag...)
		head = binary.BigEndian.AppendUint32(head, checksum(t.data))
		head = binary.BigEndian.AppendUint32(head, uint32(at+len(body)))
		head = binary.BigEndian.AppendUint32(head, uint32(len(t.data)))
		body = append(body, t.data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(head, body...)
}

// search gives the header's fields for a binary search among n tables.
func search(n int) [4]int {
	size, log := 1, 0
	for size*2 <= n {
		size, log = size*2, log+1
	}
	return [4]int{n, 16 * size, log, 16 * (n - size)}
}

func checksum(data []byte) uint32 {
	var sum uint32
	for len(data) >= 4 {
		sum += binary.BigEndian.Uint32(data)
		data = data[4:]
	}
	var last [4]byte
	copy(last[:], data)
	return sum + binary.BigEndian.Uint32(last[:])
}
