// Reads values, a line each, and answers how Go prints them.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

var words []string

func next() string {
	word := words[0]
	words = words[1:]
	return word
}

func data(digits string) []byte {
	bytes, err := hex.DecodeString(digits)
	if err != nil {
		panic(err)
	}
	return bytes
}

func number(digits string) int64 {
	value, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		panic(err)
	}
	return value
}

// numbers says whether whole numbers are floats, as encoding/json makes them.
func value(numbers bool) interface{} {
	word := next()
	rest := word[1:]
	switch word[0] {
	case 'N':
		return nil
	case 'T':
		return true
	case 'F':
		return false
	case 'I':
		if numbers {
			return float64(number(rest))
		}
		return number(rest)
	case 'S':
		return float64(number(rest)) / 1000
	case 'D':
		return time.UnixMilli(number(rest)).UTC()
	case 'X':
		return string(data(rest))
	case 'B':
		return data(rest)
	case 'L':
		list := []interface{}{}
		for left := number(rest); left > 0; left-- {
			list = append(list, value(numbers))
		}
		return list
	}
	next()
	fields := map[string]interface{}{}
	for left := number(rest); left > 0; left-- {
		name := string(data(next()))
		fields[name] = value(numbers)
	}
	return fields
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		words = strings.Split(in.Text(), " ")
		verb := strings.TrimPrefix(string(data(next())), "Go ")
		printed := fmt.Sprintf(verb, value(verb == "%v"))
		fmt.Println(hex.EncodeToString([]byte(printed)))
	}
}
